// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import java.util.ArrayList;
import java.util.List;

/**
 * Separated text cut into rows.
 *
 * @param rows the fields of each row, blank lines left out
 * @param firstLine the physical line of each row, counting from 0
 * @param quoted fields in quotes that end where they should
 * @param malformed quotes that end where no field ends, or never
 */
record CsvRows(List<List<String>> rows, List<Integer> firstLine, int quoted, int malformed) {

  /**
   * Cuts a text.
   *
   * @param quote 0 for none
   * @param whole whether the text ends where the file ends; otherwise its last row is left out
   * @param limit rows at most
   */
  static CsvRows cut(String text, char delimiter, char quote, boolean whole, int limit) {
    return new Cutter(text, delimiter, quote).cut(whole, limit);
  }

  private static final class Cutter {
    private final String text;
    private final char delimiter;
    private final char quote;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private int quoted;
    private int malformed;
    private int at;
    private int line;

    Cutter(String text, char delimiter, char quote) {
      this.text = text;
      this.delimiter = delimiter;
      this.quote = quote;
    }

    CsvRows cut(boolean whole, int limit) {
      while (at < text.length() && rows.size() < limit) {
        int begins = line;
        List<String> row = new ArrayList<>();
        boolean ended = row(row);
        if (ended || whole) {
          boolean blank = row.size() == 1 && row.get(0).isBlank();
          if (!blank) {
            rows.add(row);
            lines.add(begins);
          }
        }
      }
      return new CsvRows(rows, lines, quoted, malformed);
    }

    /** Whether the row ended with a line's end. */
    private boolean row(List<String> row) {
      while (true) {
        row.add(quote != 0 && at < text.length() && text.charAt(at) == quote ? quoted() : plain());
        if (at >= text.length()) {
          return false;
        }
        char stop = text.charAt(at++);
        if (stop == delimiter) {
          continue;
        }
        if (stop == '\r' && at < text.length() && text.charAt(at) == '\n') {
          at++;
        }
        line++;
        return true;
      }
    }

    private String plain() {
      int from = at;
      while (at < text.length() && !stops(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private boolean stops(char c) {
      return c == delimiter || c == '\n' || c == '\r';
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c != quote) {
          value.append(c);
          line += c == '\n' ? 1 : 0;
        } else if (at < text.length() && text.charAt(at) == quote) {
          value.append(quote);
          at++;
        } else {
          if (at < text.length() && !stops(text.charAt(at))) {
            malformed++;
            value.append(plain());
          } else {
            quoted++;
          }
          return value.toString();
        }
      }
      malformed++;
      return value.toString();
    }
  }
}
