// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a golden file.
 *
 * @param values of the step
 * @param tables that it reads
 * @param columns that are expected, by name; empty for all that the result has
 * @param lines the rows that are expected, unread: their types are those of the result
 */
record GoldenText(
    Map<String, Object> values, List<Table> tables, List<String> columns, List<String> lines) {

  private static final Pattern EXPECT = Pattern.compile("expect\\s*(?:\\((.*)\\))?");

  private static final Pattern TABLE = Pattern.compile("table\\s+([a-z_0-9]+)\\s*\\((.*)\\)");
  private static final Pattern VALUE =
      Pattern.compile("value\\s+([a-z_0-9]+)\\s+([A-Z]+?)(S?)\\s+(.*)");
  private static final Pattern CELL = Pattern.compile("\\s*('(?:[^']|'')*'|[^|']*?)\\s*(?:\\||$)");

  /** Rows of a table that the step reads. */
  record Table(String name, List<Field> fields, List<List<@Nullable Object>> rows) {}

  static GoldenText parse(String step, String text) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<Table> tables = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    boolean expecting = false;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher table = TABLE.matcher(line);
      Matcher value = VALUE.matcher(line);
      Matcher expect = EXPECT.matcher(line);
      if (expecting) {
        expected.add(line);
      } else if (expect.matches()) {
        expecting = true;
        if (expect.group(1) != null) {
          for (String column : expect.group(1).split(",", -1)) {
            columns.add(column.strip());
          }
        }
      } else if (table.matches()) {
        tables.add(new Table(table.group(1), fields(table.group(2)), new ArrayList<>()));
      } else if (value.matches()) {
        ColumnType type = ColumnType.valueOf(value.group(2));
        values.put(
            value.group(1),
            value.group(3).isEmpty() ? cell(type, value.group(4)) : list(type, value.group(4)));
      } else if (!tables.isEmpty()) {
        Table last = tables.get(tables.size() - 1);
        last.rows().add(row(last.fields(), line, true));
      } else {
        throw new IllegalArgumentException(
            "Unknown line in the golden rows of " + step + ": " + line);
      }
    }
    if (!expecting) {
      throw new IllegalArgumentException("Missing line 'expect' in the golden rows of " + step);
    }
    return new GoldenText(values, List.copyOf(tables), List.copyOf(columns), List.copyOf(expected));
  }

  /** The expected rows, read as values of these columns. */
  List<List<@Nullable Object>> expected(List<Field> fields) {
    return lines.stream().map(line -> row(fields, line, false)).toList();
  }

  private static List<Field> fields(String text) {
    List<Field> fields = new ArrayList<>();
    for (String column : text.split(",", -1)) {
      String[] words = column.strip().split("\\s+", -1);
      if (words.length != 2) {
        throw new IllegalArgumentException(
            "Invalid golden column: " + column + " (must be a name and a type)");
      }
      fields.add(new Field(words[0], ColumnType.valueOf(words[1])));
    }
    return List.copyOf(fields);
  }

  /**
   * The values of a line.
   *
   * @param open whether cells may be missing at its end, which are null
   */
  private static List<@Nullable Object> row(List<Field> fields, String line, boolean open) {
    List<String> cells = new ArrayList<>(cells(line));
    while (open && cells.size() < fields.size()) {
      cells.add("");
    }
    if (cells.size() != fields.size()) {
      throw new IllegalArgumentException(
          "Invalid golden row: " + line + " (must have " + fields.size() + " cells)");
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      values.add(cells.get(i).isEmpty() ? null : cell(fields.get(i).type(), cells.get(i)));
    }
    return Collections.unmodifiableList(values);
  }

  private static List<Object> list(ColumnType type, String text) {
    return cells(text).stream().map(cell -> cell(type, cell)).toList();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    Matcher matcher = CELL.matcher(line);
    int at = 0;
    while (at <= line.length() && matcher.find(at)) {
      cells.add(matcher.group(1));
      if (!matcher.group().endsWith("|")) {
        return cells;
      }
      at = matcher.end();
    }
    return cells;
  }

  private static Object cell(ColumnType type, String cell) {
    return switch (type) {
      case BOOLEAN -> Boolean.valueOf(cell);
      case LONG -> Long.valueOf(cell);
      case DOUBLE, DECIMAL -> Double.valueOf(cell);
      case TIMESTAMP -> Instant.parse(cell);
      case STRING ->
          cell.startsWith("'") ? cell.substring(1, cell.length() - 1).replace("''", "'") : cell;
    };
  }
}
