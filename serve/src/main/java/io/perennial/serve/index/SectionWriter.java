// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import io.perennial.lake.Field;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the two files of a {@link SectionFile}: rows come in order of key.
 *
 * <pre>
 * NAME.rows   the rows of each key one after the other; those of one key cross no border of 1 GiB
 * NAME.keys   key, place and length of its rows, 20 bytes each, ascending; then
 *             number and checksum of keys, bytes and checksum of rows, columns, words;
 *             the length of that, the magic number
 * </pre>
 */
final class SectionWriter implements AutoCloseable {

  static final String ROWS = ".rows";
  static final String KEYS = ".keys";
  static final long MAGIC = 0x5045_5253_4543_3032L;
  static final int KEY_BYTES = 2 * Long.BYTES + Integer.BYTES;
  static final int END_BYTES = 2 * Long.BYTES;
  static final long PART = 1L << 30;

  private final RowCodec codec;
  private final int most;
  private final FileChannel rowsFile;
  private final FileChannel keysFile;
  private final CheckedOutputStream rowsOut;
  private final CheckedOutputStream keysOut;
  private final ByteSink rows = new ByteSink();
  private final ByteSink entry = new ByteSink();
  private long place;
  private long count;
  private long key;
  private int ofKey;

  SectionWriter(Path folder, String name, List<Field> fields, int most) throws IOException {
    this.codec = new RowCodec(fields, List.of());
    this.most = most;
    this.rowsFile = file(folder.resolve(name + ROWS));
    this.keysFile = file(folder.resolve(name + KEYS));
    this.rowsOut = checked(rowsFile, 1 << 18);
    this.keysOut = checked(keysFile, 1 << 16);
  }

  private static FileChannel file(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static CheckedOutputStream checked(FileChannel file, int buffer) {
    return new CheckedOutputStream(
        new BufferedOutputStream(Channels.newOutputStream(file), buffer), new CRC32C());
  }

  /** Adds a row of a key, which is not less than the one before. */
  void add(long next, @Nullable Object[] row) throws IOException {
    if (ofKey > 0 && next != key) {
      finishKey();
      if (next < key) {
        throw new IllegalArgumentException("Invalid order of rows: a customer comes too late");
      }
    }
    key = next;
    if (ofKey < most) {
      codec.write(row, rows);
      ofKey++;
    }
  }

  private void finishKey() throws IOException {
    int size = rows.size();
    if (place / PART != (place + size) / PART) {
      for (long border = (place / PART + 1) * PART; place < border; place++) {
        rowsOut.write(0);
      }
    }
    rowsOut.write(rows.bytes(), 0, size);
    entry.clear();
    entry.writeFixed(key);
    entry.writeFixed(place);
    entry.writeInt(size);
    keysOut.write(entry.bytes(), 0, KEY_BYTES);
    place += size;
    count++;
    rows.clear();
    ofKey = 0;
  }

  /** Writes what stands behind the keys, to the disk; without it the files are none. */
  void finish() throws IOException {
    if (ofKey > 0) {
      finishKey();
    }
    ByteArrayOutputStream tail = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(tail);
    data.writeLong(count);
    data.writeLong(keysOut.getChecksum().getValue());
    data.writeLong(place);
    data.writeLong(rowsOut.getChecksum().getValue());
    data.writeInt(codec.fields().size());
    for (Field field : codec.fields()) {
      data.writeUTF(field.name());
      data.writeUTF(field.type().name());
    }
    data.writeInt(codec.words().size());
    for (String word : codec.words()) {
      data.writeUTF(word);
    }
    int length = tail.size();
    data.writeLong(length);
    data.writeLong(MAGIC);
    keysOut.write(tail.toByteArray());
    rowsOut.flush();
    rowsFile.force(true);
    keysOut.flush();
    keysFile.force(true);
  }

  @Override
  public void close() throws IOException {
    try (rowsFile;
        keysFile) {
      rowsOut.flush();
      keysOut.flush();
    }
  }
}
