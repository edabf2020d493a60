// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one section by customer, in files that never change: a binary search in the keys, one
 * read in the rows. The files are mapped, so that the operating system keeps what is asked for
 * often in memory and the heap holds nothing. Safe for use by many threads.
 */
final class SectionFile {

  private final MappedByteBuffer keys;
  private final int count;
  private final List<MappedByteBuffer> parts;
  private final RowCodec codec;

  private SectionFile(
      MappedByteBuffer keys, int count, List<MappedByteBuffer> parts, RowCodec codec) {
    this.keys = keys;
    this.count = count;
    this.parts = parts;
    this.codec = codec;
  }

  /**
   * Opens what a {@link SectionWriter} wrote.
   *
   * @throws IOException also when the files are not whole
   */
  static SectionFile open(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + SectionWriter.KEYS);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < SectionWriter.END_BYTES || size > Integer.MAX_VALUE) {
        throw broken(file);
      }
      MappedByteBuffer keys = channel.map(MapMode.READ_ONLY, 0, size);
      int end = (int) size - SectionWriter.END_BYTES;
      long length = keys.getLong(end);
      if (keys.getLong(end + Long.BYTES) != SectionWriter.MAGIC || length <= 0 || length > end) {
        throw broken(file);
      }
      byte[] tail = new byte[(int) length];
      keys.get(end - tail.length, tail);
      DataInputStream data = new DataInputStream(new ByteArrayInputStream(tail));
      int count = Math.toIntExact(data.readLong());
      long sum = data.readLong();
      if ((long) count * SectionWriter.KEY_BYTES != (long) end - tail.length
          || sum(keys, count * SectionWriter.KEY_BYTES) != sum) {
        throw broken(file);
      }
      List<MappedByteBuffer> parts = parts(folder.resolve(name + SectionWriter.ROWS));
      if (data.readLong() != bytes(parts) || data.readLong() != sum(parts)) {
        throw broken(folder.resolve(name + SectionWriter.ROWS));
      }
      List<Field> fields = new ArrayList<>();
      for (int n = data.readInt(); n > 0; n--) {
        fields.add(new Field(data.readUTF(), ColumnType.valueOf(data.readUTF())));
      }
      List<String> words = new ArrayList<>();
      for (int n = data.readInt(); n > 0; n--) {
        words.add(data.readUTF());
      }
      return new SectionFile(keys, count, parts, new RowCodec(fields, words));
    }
  }

  private static long sum(ByteBuffer keys, int bytes) {
    CRC32C sum = new CRC32C();
    sum.update(keys.slice(0, bytes));
    return sum.getValue();
  }

  private static long bytes(List<MappedByteBuffer> parts) {
    return parts.stream().mapToLong(MappedByteBuffer::capacity).sum();
  }

  private static long sum(List<MappedByteBuffer> parts) {
    CRC32C sum = new CRC32C();
    parts.forEach(part -> sum.update(part.duplicate()));
    return sum.getValue();
  }

  private static List<MappedByteBuffer> parts(Path file) throws IOException {
    List<MappedByteBuffer> parts = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long at = 0; at < channel.size(); at += SectionWriter.PART) {
        parts.add(
            channel.map(MapMode.READ_ONLY, at, Math.min(SectionWriter.PART, channel.size() - at)));
      }
    }
    return List.copyOf(parts);
  }

  private static IOException broken(Path file) {
    return new IOException("Cannot read " + file.getFileName() + ": it is not whole");
  }

  /** How many customers have rows. */
  int count() {
    return count;
  }

  /** The rows of a key, in the order in which they were added; none if there are none. */
  Rows rows(long key) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long there = keys.getLong(middle * SectionWriter.KEY_BYTES);
      if (there < key) {
        low = middle + 1;
      } else if (there > key) {
        high = middle - 1;
      } else {
        return read(middle * SectionWriter.KEY_BYTES + Long.BYTES);
      }
    }
    return Rows.none(codec.fields());
  }

  private Rows read(int entry) {
    long place = keys.getLong(entry);
    byte[] bytes = new byte[keys.getInt(entry + Long.BYTES)];
    MappedByteBuffer part = parts.get((int) (place / SectionWriter.PART));
    part.get((int) (place % SectionWriter.PART), bytes);
    ByteSource in = new ByteSource(bytes);
    List<@Nullable Object[]> rows = new ArrayList<>();
    while (in.hasMore()) {
      rows.add(codec.read(in));
    }
    return new Rows(codec.fields(), rows);
  }
}
