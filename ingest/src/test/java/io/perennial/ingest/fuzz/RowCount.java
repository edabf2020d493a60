// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.FileSniffer;
import io.perennial.lake.TextFormat;
import io.perennial.lake.raw.SeparatedRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * How many rows a file has, whole and broken, by a reader of its own that has the whole text before
 * it. Only how the file lies is taken from the sniffer.
 */
final class RowCount {

  /** What no text holds. */
  static final char BAD = '\uffff';

  private final String text;
  private final char delimiter;
  private final char quote;
  private final List<Boolean> empty = new ArrayList<>();

  private RowCount(String text, TextFormat.Csv format) {
    this.text = text;
    this.delimiter = format.delimiter();
    this.quote = format.quote();
  }

  /** The rows of a file that can be read. */
  static long of(Path file, String name, FileReading reading) {
    FileShape shape = new FileSniffer(reading).look(file, name);
    String text = text(file, shape.charset());
    return shape.format() instanceof TextFormat.Csv csv
        ? new RowCount(text, csv).count(csv.skip(), csv.header())
        : lines(text).stream().filter(line -> !line.replaceAll("[ \t]", "").isEmpty()).count();
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\r\n|\r|\n", -1));
  }

  private static String text(Path file, Charset charset) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (file.toString().endsWith(".gz")) {
        bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      }
      return decode(bytes, charset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
    return decode(bytes, charset, charset.equals(UTF_8) ? BAD : '?');
  }

  /**
   * The characters of bytes.
   *
   * @param bad stands where they are none
   */
  static String decode(byte[] bytes, Charset charset, char bad) throws CharacterCodingException {
    String text =
        charset
            .newDecoder()
            .replaceWith(String.valueOf(bad))
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private long count(int skip, boolean header) {
    int at = 0;
    for (int i = 0; i < skip; i++) {
      at = lineEnd(at);
    }
    long rows = 0;
    int width = -1;
    while (at < text.length()) {
      if (isBreak(at)) {
        at++;
        continue;
      }
      int end = row(at);
      if (width < 0) {
        width = empty.size();
        if (header) {
          at = Math.abs(end);
          continue;
        }
      }
      rows++;
      at = end > 0 && fits(width) && isReadable(at, end) ? end : lineEnd(at);
    }
    return rows;
  }

  private boolean fits(int width) {
    int fields = empty.size();
    while (fields > width && empty.get(fields - 1)) {
      fields--;
    }
    return fields == width;
  }

  private boolean isReadable(int from, int to) {
    String row = text.substring(from, to);
    return row.indexOf(BAD) < 0 && row.getBytes(UTF_8).length <= SeparatedRows.LONGEST;
  }

  private boolean isBreak(int at) {
    return text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private boolean isEnd(int at) {
    return at == text.length() || isBreak(at);
  }

  private int lineEnd(int from) {
    int at = from;
    while (!isEnd(at)) {
      at++;
    }
    return at + (text.startsWith("\r\n", at) ? 2 : at < text.length() ? 1 : 0);
  }

  /** Where the row that starts at {@code from} ends; below 0 where a quote is not closed. */
  private int row(int from) {
    empty.clear();
    int at = from;
    while (true) {
      int start = at;
      boolean blank = delimiter != ' ' && quote != 0 && text.startsWith(" " + quote, at);
      if (quote != 0 && (blank || text.startsWith(String.valueOf(quote), at))) {
        at += blank ? 2 : 1;
        int inside = at;
        while (at < text.length() && (text.charAt(at) != quote || isDoubled(at))) {
          at += text.charAt(at) == quote ? 2 : 1;
        }
        if (at >= text.length()) {
          empty.add(false);
          return -text.length();
        }
        empty.add(at == inside);
        at++;
        while (delimiter != ' ' && text.startsWith(" ", at)) {
          at++;
        }
        if (!isEnd(at) && text.charAt(at) != delimiter) {
          return -lineEnd(from);
        }
      } else {
        while (!isEnd(at) && text.charAt(at) != delimiter) {
          at++;
        }
        empty.add(at == start);
      }
      if (isEnd(at)) {
        return at + (text.startsWith("\r\n", at) ? 2 : at < text.length() ? 1 : 0);
      }
      at++;
    }
  }

  private boolean isDoubled(int at) {
    return at + 1 < text.length() && text.charAt(at + 1) == quote;
  }
}
