// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.fixed;

import io.perennial.ingest.IngestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the columns of a line begin and end.
 *
 * @param columns in the order in which they are named
 * @param named whether the configuration names them; else they are 1, 2, 3 …
 */
public record FixedColumns(List<Column> columns, boolean named) {

  private static final Pattern WIDTH = Pattern.compile("([0-9]{1,6})(?:\\s*-\\s*([0-9]{1,6}))?");

  /**
   * One column.
   *
   * @param from its first character, counting from 0
   * @param to behind its last character
   */
  record Column(String name, int from, int to) {

    String of(String line) {
      return line.substring(at(line, from), at(line, to)).strip();
    }

    /** Where a character of a line begins: what takes two units of UTF-16 is one. */
    private static int at(String line, int character) {
      if (line.length() <= character) {
        return line.length();
      }
      int units = line.codePointCount(0, line.length());
      return units == line.length()
          ? character
          : line.offsetByCodePoints(0, Math.min(character, units));
    }
  }

  /**
   * What the setting {@code widths} says.
   *
   * @throws IngestException when a width is none
   */
  public static FixedColumns parse(Map<String, String> widths) {
    List<Column> columns = new ArrayList<>();
    int at = 0;
    int nth = 0;
    boolean named = false;
    for (Map.Entry<String, String> entry : widths.entrySet()) {
      nth++;
      named |= !entry.getKey().equals(Integer.toString(nth));
      Matcher width = WIDTH.matcher(entry.getValue().strip());
      if (!width.matches()) {
        throw invalid(entry, "must be a width such as 10, or first and last character: 1-10");
      }
      boolean isRange = width.group(2) != null;
      int from = isRange ? Integer.parseInt(width.group(1)) - 1 : at;
      int to = isRange ? Integer.parseInt(width.group(2)) : at + Integer.parseInt(width.group(1));
      if (from < 0 || to <= from) {
        throw invalid(entry, "characters count from 1, and the last is not before the first");
      }
      columns.add(new Column(entry.getKey(), from, to));
      at = to;
    }
    if (columns.isEmpty()) {
      throw new IngestException(
          "Missing widths: a file of fixed width is cut by them (such as widths: [10, 8, 20])");
    }
    return new FixedColumns(List.copyOf(columns), named);
  }

  private static IngestException invalid(Map.Entry<String, String> entry, String why) {
    return new IngestException(
        "Invalid width of " + entry.getKey() + ": " + entry.getValue() + " (" + why + ")");
  }

  /** Behind the last character of any column. */
  int end() {
    return columns.stream().mapToInt(Column::to).max().orElse(0);
  }

  /** The column that begins last. */
  Column last() {
    Column last = columns.get(0);
    for (Column column : columns) {
      last = column.from() > last.from() ? column : last;
    }
    return last;
  }
}
