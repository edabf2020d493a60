// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.raw;

import io.perennial.lake.TextFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a raw file into rows, one after the other, in memory for a row.
 *
 * <p>A field that starts with the quote, or with one blank and the quote, ends with it: it holds
 * delimiters and line breaks, and doubles the quotes inside; blanks may follow. A quote elsewhere
 * is a character like any other. Lines end with \n, \r\n or \r, in any mixture. Blank lines are
 * passed over.
 *
 * <p>A row is broken when a quoted field is not closed, when it is longer than {@link #LONGEST},
 * when it is not in the file's encoding, or when it has more or fewer fields than the first row,
 * where empty ones at its end are none too many. Then the line it starts on is what is broken, and
 * reading goes on with the line after it: a quote that is never closed swallows nothing, and each
 * line of the file is in a row or told as broken.
 */
public final class SeparatedRows implements Closeable {

  /** The longest row, in bytes of UTF-8. */
  public static final int LONGEST = 2_000_000;

  private static final int END = -1;
  private static final int NONE = -2;

  private final Reader in;
  private final int delimiter;
  private final int quote;
  private final long before;
  private final List<String> names;
  private final List<String> fields = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();

  /** Characters from the start of the row on, as far as they were read. */
  private char[] window = new char[1 << 16];

  private int end;
  private int at;
  private int begin;
  private int width;
  private boolean first;
  private boolean over;
  private long lines;
  private long line;
  private @Nullable String reason;

  private SeparatedRows(Reader in, int delimiter, int quote, long before, List<String> names) {
    this.in = in;
    this.delimiter = delimiter;
    this.quote = quote;
    this.before = before;
    this.names = names;
  }

  /**
   * Rows of separated columns.
   *
   * @throws IOException when the file cannot be read
   */
  public static SeparatedRows open(Path file, TextFormat.Csv format) throws IOException {
    Reader in = RawText.open(file, format.encoding());
    SeparatedRows rows =
        new SeparatedRows(
            in,
            format.delimiter(),
            format.quote() == 0 ? NONE : format.quote(),
            format.skip() + (format.header() ? 1 : 0),
            new ArrayList<>());
    try {
      rows.start(format);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
    return rows;
  }

  /** Lines as they are, each a row of one field, which is never empty. */
  public static SeparatedRows lines(Path file) throws IOException {
    SeparatedRows rows =
        new SeparatedRows(RawText.open(file, "utf-8"), NONE, NONE, 0, List.of("line"));
    rows.width = 1;
    return rows;
  }

  private void start(TextFormat.Csv format) throws IOException {
    for (int i = 0; i < format.skip(); i++) {
      skipLine();
    }
    boolean any = cut();
    width = fields.size();
    for (int i = 0; i < width; i++) {
      names.add(format.header() ? fields.get(i) : "column" + (i + 1));
    }
    first = any && !format.header();
  }

  /** What the fields are called; empty for a file without rows. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** Moves to the next row, whole or broken; false at the end. */
  public boolean next() throws IOException {
    if (first) {
      first = false;
    } else {
      if (reason != null) {
        lines = line - 1;
        at = begin;
        skipLine();
      }
      if (!cut()) {
        return false;
      }
    }
    reason = whyBroken();
    return true;
  }

  /** Why the row could not be split into fields; empty when it could. */
  public Optional<String> broken() {
    return Optional.ofNullable(reason);
  }

  /** The line of the file on which the row starts, counting from 1 for its first line. */
  public long line() {
    return line;
  }

  /** The line on which the row starts, counting from 1 for the first after the header. */
  public long dataLine() {
    return line - before;
  }

  /** The number of fields of the row. */
  public int size() {
    return fields.size();
  }

  /** The text of a field, which may be empty. */
  public String field(int index) {
    return fields.get(index);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private @Nullable String whyBroken() {
    if (over || isTooLong(at)) {
      return isFirstLineTooLong() ? BrokenReason.TOO_LONG : BrokenReason.NOT_CLOSED;
    }
    if (reason != null) {
      return reason;
    }
    for (int i = begin; i < at; i++) {
      if (window[i] == RawText.UNDECODABLE) {
        return BrokenReason.ENCODING;
      }
    }
    while (fields.size() > width && fields.get(fields.size() - 1).isEmpty()) {
      fields.remove(fields.size() - 1);
    }
    return fields.size() == width ? null : BrokenReason.fields(fields.size(), width);
  }

  private boolean isFirstLineTooLong() {
    for (int i = begin; i < end; i++) {
      if (window[i] == '\n' || window[i] == '\r') {
        return isTooLong(i);
      }
    }
    return true;
  }

  /** Whether the row up to {@code to}, without the line's end, has too many bytes. */
  private boolean isTooLong(int to) {
    int last = to;
    while (last > begin && (window[last - 1] == '\n' || window[last - 1] == '\r')) {
      last--;
    }
    if ((last - begin) * 3L <= LONGEST) {
      return false;
    }
    long bytes = 0;
    for (int i = begin; i < last; i++) {
      char c = window[i];
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes > LONGEST;
  }

  // ---- one row

  /** Reads fields up to the end of a row; false when there is no row. */
  private boolean cut() throws IOException {
    begin = at;
    int c = read();
    while (c == '\n' || c == '\r') {
      endLine(c);
      begin = at;
      c = read();
    }
    fields.clear();
    reason = null;
    over = false;
    line = lines + 1;
    if (c == END) {
      return false;
    }
    while (true) {
      c = isQuoted(c) ? quoted() : plain(c);
      if (over) {
        return true;
      }
      if (c != delimiter) {
        endLine(c);
        return true;
      }
      c = read();
    }
  }

  /** Whether a field that starts with {@code c} is in quotes; passes over a blank before them. */
  private boolean isQuoted(int c) throws IOException {
    if (c == quote) {
      return true;
    }
    if (c == ' ' && quote != NONE && delimiter != ' ' && peek() == quote) {
      at++;
      return true;
    }
    return false;
  }

  private int plain(int start) throws IOException {
    field.setLength(0);
    int c = start;
    while (c != delimiter && c != '\n' && c != '\r' && c != END) {
      field.append((char) c);
      c = read();
    }
    fields.add(field.toString());
    return c;
  }

  /** Reads behind the opening quote, and answers the character that ends the field. */
  private int quoted() throws IOException {
    field.setLength(0);
    int c = read();
    while (c != END) {
      if (c == quote) {
        c = read();
        if (c != quote) {
          fields.add(field.toString());
          return behindQuote(c);
        }
      } else if (c == '\n' || c == '\r') {
        lines++;
        if (c == '\r' && peek() == '\n') {
          field.append('\r');
          c = read();
        }
      }
      field.append((char) c);
      c = read();
    }
    fields.add(field.toString());
    reason = BrokenReason.NOT_CLOSED;
    return END;
  }

  private int behindQuote(int after) throws IOException {
    int c = after;
    while (c == ' ' && delimiter != ' ') {
      c = read();
    }
    while (c != delimiter && c != '\n' && c != '\r' && c != END) {
      reason = BrokenReason.NOT_CLOSED;
      c = read();
    }
    return c;
  }

  // ---- characters

  private void skipLine() throws IOException {
    over = false;
    begin = at;
    int c = read();
    while (c != '\n' && c != '\r' && (c != END || over)) {
      if (over) {
        over = false;
        begin = at;
      }
      c = read();
    }
    endLine(c);
    begin = at;
  }

  /** Counts a line break, of which \r\n is one. */
  private void endLine(int c) throws IOException {
    if (c == '\r' && peek() == '\n') {
      at++;
    }
    if (c != END) {
      lines++;
    }
  }

  /** The next character; {@link #END} at the end, and {@code over} when the row is too long. */
  private int read() throws IOException {
    return at < end || fill() ? window[at++] : END;
  }

  private int peek() throws IOException {
    return at < end || fill() ? window[at] : END;
  }

  /** Reads more, keeping the row that has begun. */
  private boolean fill() throws IOException {
    if (at - begin > LONGEST + 2) {
      over = true;
      return false;
    }
    if (begin > 0) {
      System.arraycopy(window, begin, window, 0, end - begin);
      at -= begin;
      end -= begin;
      begin = 0;
    }
    if (end == window.length) {
      window = Arrays.copyOf(window, 2 * window.length);
    }
    int count = in.read(window, end, window.length - end);
    if (count < 0) {
      return false;
    }
    end += count;
    return true;
  }
}
