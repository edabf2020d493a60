// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.raw;

import io.perennial.lake.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Whether each line of a separated file behind its header is one whole row: then the number of a
 * row is that of its line. One pass over the bytes, at about the speed of the disk; a file that is
 * doubtful is not plain.
 */
public final class PlainLines {

  private final int delimiter;
  private final int quote;
  private final int delimiters;
  private int skip;
  private boolean quoted;
  private int found;
  private int length;
  private boolean carriage;
  private int ends;
  private boolean plain = true;

  private PlainLines(TextFormat.Csv format, int width) {
    this.delimiter = format.delimiter();
    this.quote = format.quote() == 0 ? -1 : format.quote();
    this.delimiters = width - 1;
    this.skip = format.skip();
  }

  /**
   * Reads a file.
   *
   * @param width fields of a row
   * @throws IOException when the file cannot be read
   */
  public static boolean are(Path file, TextFormat.Csv format, int width) throws IOException {
    if (format.encoding().equals("utf-16") || format.delimiter() > 127 || format.quote() > 127) {
      return false;
    }
    PlainLines lines = new PlainLines(format, width);
    byte[] bytes = new byte[1 << 16];
    try (InputStream in = RawText.bytes(file)) {
      for (int count = in.read(bytes); count >= 0 && lines.plain; count = in.read(bytes)) {
        lines.read(bytes, count);
      }
    }
    if (lines.length > 0) {
      lines.endFile();
    }
    return lines.plain;
  }

  /**
   * Whether the first 64 KiB have line ends of one kind, and no blank line before the first row.
   *
   * @param skip lines that are passed over
   * @throws IOException when the file cannot be read
   */
  public static boolean endAlike(Path file, int skip) throws IOException {
    byte[] head;
    try (InputStream in = RawText.bytes(file)) {
      head = in.readNBytes(1 << 16);
    }
    int lines = 0;
    int ends = 0;
    for (int i = 0; i < head.length; i++) {
      boolean carriage = head[i] == '\r';
      if (!carriage && head[i] != '\n') {
        continue;
      }
      boolean both = carriage && i + 1 < head.length && head[i + 1] == '\n';
      int kind = both ? 2 : carriage ? 3 : 1;
      if (carriage && i + 1 == head.length) {
        break;
      }
      boolean blank = i == 0 || head[i - 1] == '\n' || head[i - 1] == '\r';
      if ((ends != 0 && ends != kind) || (blank && lines <= skip)) {
        return false;
      }
      ends = kind;
      lines++;
      i += both ? 1 : 0;
    }
    return true;
  }

  private void read(byte[] bytes, int count) {
    for (int i = 0; i < count && plain; i++) {
      int c = bytes[i];
      if (c == '\n') {
        end();
        continue;
      }
      plain &= !carriage;
      carriage = c == '\r';
      length++;
      if (c == quote) {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        found++;
      }
    }
  }

  /** The last line may lack its end. */
  private void endFile() {
    plain &= !carriage;
    if (ends == 2) {
      carriage = true;
      length++;
    }
    end();
  }

  /** A line ends: as all before, with as many fields as they have. */
  private void end() {
    int kind = carriage ? 2 : 1;
    boolean skipped = skip > 0;
    plain &= ends == 0 || ends == kind;
    plain &=
        skipped
            || (!quoted
                && found == delimiters
                && length > (carriage ? 1 : 0)
                && length <= SeparatedRows.LONGEST);
    ends = kind;
    skip -= skipped ? 1 : 0;
    quoted = false;
    found = 0;
    length = 0;
    carriage = false;
  }
}
