// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.xlsx;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts that cells of a workbook name by number. They lie in a file, since there can be as many
 * as there are cells; in memory are eight bytes for each.
 */
final class SharedTexts implements Closeable {

  private final @Nullable Path file;
  private final @Nullable RandomAccessFile open;
  private final @Nullable ByteBuffer bytes;
  private final long[] ends;
  private final int count;

  private SharedTexts(
      @Nullable Path file,
      @Nullable RandomAccessFile open,
      @Nullable ByteBuffer bytes,
      long[] ends,
      int count) {
    this.file = file;
    this.open = open;
    this.bytes = bytes;
    this.ends = ends;
    this.count = count;
  }

  /** Those of a workbook that has none. */
  static SharedTexts none() {
    return new SharedTexts(null, null, null, new long[0], 0);
  }

  /** Reads the part of the workbook that has them, into a file in {@code copies}. */
  static SharedTexts read(Xml xml, Path copies) throws IOException {
    Path file = Files.createTempFile(copies, "texts-", ".bin");
    long[] ends = new long[1024];
    int count = 0;
    long end = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      while (xml.next()) {
        if (xml.isStart("si")) {
          byte[] text = text(xml, "si").getBytes(StandardCharsets.UTF_8);
          out.write(text);
          end += text.length;
          if (end > Integer.MAX_VALUE) {
            throw new IOException("the workbook has more than 2 GB of texts (save it as CSV)");
          }
          ends = count == ends.length ? Arrays.copyOf(ends, count * 2) : ends;
          ends[count++] = end;
        }
      }
    }
    if (end == 0) {
      return new SharedTexts(file, null, null, ends, count);
    }
    RandomAccessFile open = new RandomAccessFile(file.toFile(), "r");
    MappedByteBuffer bytes = open.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, end);
    return new SharedTexts(file, open, bytes, ends, count);
  }

  /** The text of an element with runs of text, without how it is pronounced. */
  static String text(Xml xml, String element) throws IOException {
    String only = "";
    StringBuilder more = null;
    boolean spoken = false;
    while (xml.next() && !xml.isEnd(element)) {
      if (xml.isStart("rPh") || xml.isEnd("rPh")) {
        spoken = xml.isStart("rPh");
      } else if (xml.isStart("t") && !spoken) {
        String text = xml.text();
        if (only.isEmpty() && more == null) {
          only = text;
        } else {
          more = more == null ? new StringBuilder(only) : more;
          more.append(text);
        }
      }
    }
    return CellText.unescaped(more == null ? only : more.toString());
  }

  /** The text of a number; empty when there is none. */
  Optional<String> of(String number) {
    int index = index(number);
    ByteBuffer from = bytes;
    if (index >= count) {
      return Optional.empty();
    }
    if (from == null) {
      return Optional.of("");
    }
    long start = index == 0 ? 0 : ends[index - 1];
    byte[] text = new byte[(int) (ends[index] - start)];
    from.get((int) start, text);
    return Optional.of(new String(text, StandardCharsets.UTF_8));
  }

  private static int index(String number) {
    try {
      int index = Integer.parseInt(number);
      return index < 0 ? Integer.MAX_VALUE : index;
    } catch (NumberFormatException none) {
      return Integer.MAX_VALUE;
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
