// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table as it was read: a header and cells of text, an empty one where nothing is known. Headers
 * are stripped, numbered where they are blank and told apart where they repeat. Immutable.
 */
public final class TextTable {

  private final List<String> names;
  private final String[][] columns;
  private final int rows;

  private TextTable(List<String> names, String[][] columns, int rows) {
    this.names = names;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * A table given by columns.
   *
   * @param columns as many as {@code headers}, all of one length
   * @throws IllegalArgumentException if they are not
   */
  public static TextTable ofColumns(List<String> headers, List<List<String>> columns) {
    if (columns.size() != headers.size()) {
      throw new IllegalArgumentException(
          "Invalid table: "
              + headers.size()
              + " headers, "
              + columns.size()
              + " columns (must be as many of each)");
    }
    int n = columns.isEmpty() ? 0 : columns.get(0).size();
    String[][] cells = new String[columns.size()][];
    for (int k = 0; k < cells.length; k++) {
      if (columns.get(k).size() != n) {
        throw new IllegalArgumentException(
            "Invalid column "
                + headers.get(k)
                + ": "
                + columns.get(k).size()
                + " cells (must be "
                + n
                + ")");
      }
      cells[k] = columns.get(k).stream().map(Cells::clean).toArray(String[]::new);
    }
    return new TextTable(distinct(headers), cells, n);
  }

  /**
   * A table given by rows.
   *
   * @throws IllegalArgumentException naming the row that has not as many cells as there are headers
   */
  public static TextTable ofRows(List<String> headers, List<List<String>> rows) {
    String[][] cells = new String[headers.size()][rows.size()];
    int i = 0;
    for (List<String> row : rows) {
      if (row.size() != headers.size()) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid row: "
                + row.size()
                + " cells (must be "
                + headers.size()
                + ", as the header)");
      }
      for (int k = 0; k < cells.length; k++) {
        cells[k][i] = Cells.clean(row.get(k));
      }
      i++;
    }
    return new TextTable(distinct(headers), cells, rows.size());
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** The headers, distinct and not blank. */
  public List<String> names() {
    return names;
  }

  /** Whether there is a column called {@code name}. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /** The stripped cell of {@code row} in the column called {@code name}. */
  public String cell(int row, String name) {
    return column(name)[row];
  }

  /**
   * These rows alone, in the order given.
   *
   * @param chosen from 0 to n - 1
   */
  public TextTable only(int[] chosen) {
    String[][] some = new String[columns.length][chosen.length];
    for (int k = 0; k < columns.length; k++) {
      for (int i = 0; i < chosen.length; i++) {
        some[k][i] = columns[k][chosen[i]];
      }
    }
    return new TextTable(names, some, chosen.length);
  }

  /** The cells of a column; not to be written to. */
  String[] column(String name) {
    int k = names.indexOf(name);
    if (k < 0) {
      throw new IllegalArgumentException("Unknown column: " + name + " (there are " + names + ")");
    }
    return columns[k];
  }

  private static List<String> distinct(List<String> headers) {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String header : headers) {
      String clean = Cells.clean(header).replaceAll("[\\p{Cntrl}\\s]+", " ");
      String name = clean.isEmpty() ? "column " + (names.size() + 1) : clean;
      for (int again = 2; !taken.add(name); again++) {
        name = clean + " (" + again + ")";
      }
      names.add(name);
    }
    return List.copyOf(names);
  }
}
