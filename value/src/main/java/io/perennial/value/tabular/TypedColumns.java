// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.value.tabular.Cells.DateForm;
import java.util.Arrays;

/** Columns of a table of text of which it is known what they are: days or numbers. Stateless. */
public final class TypedColumns {

  private TypedColumns() {}

  /**
   * Days since 1970-01-01, {@code NaN} where a cell says nothing; of the ways in which days are
   * written, the one that most cells are written in.
   *
   * @throws IllegalArgumentException if a cell is no day; the message names row and column
   */
  public static double[] days(TextTable table, String column) {
    String[] cells = cells(table, column);
    double[] best = new double[0];
    int most = -1;
    for (DateForm form : DateForm.values()) {
      double[] days = Arrays.stream(cells).mapToDouble(cell -> day(cell, form)).toArray();
      int read = (int) Arrays.stream(days).filter(day -> !Double.isNaN(day)).count();
      if (read > most) {
        most = read;
        best = days;
      }
    }
    return checked(best, cells, column, "no day, such as 2026-01-31");
  }

  private static double day(String cell, DateForm form) {
    return Cells.isNothing(cell) ? Double.NaN : Cells.day(cell, form);
  }

  /**
   * Numbers, {@code NaN} where a cell says nothing; with a decimal point, or a comma where more
   * cells are numbers then.
   *
   * @throws IllegalArgumentException if a cell is no number; the message names row and column
   */
  public static double[] numbers(TextTable table, String column) {
    String[] cells = cells(table, column);
    double[] point = numbers(cells, '.');
    double[] comma = numbers(cells, ',');
    return checked(known(comma) > known(point) ? comma : point, cells, column, "no number");
  }

  private static double[] numbers(String[] cells, char decimal) {
    return Arrays.stream(cells)
        .mapToDouble(cell -> Cells.isNothing(cell) ? Double.NaN : Cells.number(cell, decimal))
        .toArray();
  }

  private static long known(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }

  private static String[] cells(TextTable table, String column) {
    String[] cells = new String[table.rows()];
    Arrays.setAll(cells, row -> Cells.clean(table.cell(row, column)));
    return cells;
  }

  private static double[] checked(double[] values, String[] cells, String column, String what) {
    for (int row = 0; row < cells.length; row++) {
      if (Double.isNaN(values[row]) && !Cells.isNothing(cells[row])) {
        throw new IllegalArgumentException(
            "Cannot read column " + column + ": row " + (row + 1) + " is " + what);
      }
    }
    return values;
  }
}
