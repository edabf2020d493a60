// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonRows;
import io.perennial.app.print.Rows;
import io.perennial.app.print.TextTable;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The rows of a query: for people an aligned table, for programs JSON. */
final class Listing {

  private static final int DAY = "2026-01-31".length();

  /** How people see the values of a column. */
  enum Look {
    TEXT,
    /** Of a text that may be long. */
    FIRST_SENTENCE,
    COUNT,
    PERCENT,
    MONEY,
    CENTS,
    ONE_DIGIT,
    TWO_DIGITS,
    THREE_DIGITS
  }

  /**
   * A column of the query.
   *
   * @param title above it in the table
   * @param look of its values
   */
  record Column(String title, Look look) {}

  private final Perennial perennial;
  private final Engine engine;

  Listing(Perennial perennial, Engine engine) {
    this.perennial = perennial;
    this.engine = engine;
  }

  /**
   * Prints the rows.
   *
   * @param columns of the query, in its order; programs see the query's own names
   * @param nothing what people are told where there are no rows
   */
  int print(String sql, List<Column> columns, String nothing) throws IOException {
    try (Batches rows = engine.query(sql)) {
      if (perennial.json()) {
        Rows.write(rows, JsonRows.array(perennial.surroundings().out()), 0);
        return ExitCode.DONE.number();
      }
      TextTable table =
          TextTable.of(
              columns.stream()
                  .map(c -> (isText(c.look()) ? "" : ">") + c.title())
                  .toArray(String[]::new));
      boolean any = false;
      while (rows.next()) {
        Batch batch = rows.batch();
        any = true;
        for (int i = 0; i < batch.rows(); i++) {
          String[] cells = new String[columns.size()];
          for (int c = 0; c < cells.length; c++) {
            cells[c] = cell(batch, c, i, columns.get(c).look());
          }
          table.row(cells);
        }
      }
      if (any) {
        table.write(perennial.surroundings().out());
      } else {
        perennial.say(nothing);
      }
      return ExitCode.DONE.number();
    }
  }

  private static boolean isText(Look look) {
    return look == Look.TEXT || look == Look.FIRST_SENTENCE;
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String cell(Batch batch, int column, int row, Look look) {
    if (batch.isNull(column, row)) {
      return "–";
    }
    ColumnType type = batch.fields().get(column).type();
    if (type == ColumnType.STRING) {
      String text = batch.texts(column)[row];
      return look == Look.FIRST_SENTENCE ? firstSentence(text) : text;
    }
    if (type == ColumnType.TIMESTAMP) {
      // the day is enough for people
      return new AsOf(batch.longs(column)[row]).instant().toString().substring(0, DAY);
    }
    if (type == ColumnType.LONG && look == Look.TEXT) {
      return Long.toString(batch.longs(column)[row]); // an id, to the last digit
    }
    double value = type == ColumnType.LONG ? batch.longs(column)[row] : batch.doubles(column)[row];
    return switch (look) {
      case TEXT, FIRST_SENTENCE, COUNT -> Amounts.count(Math.round(value));
      case PERCENT -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
      case MONEY -> String.format(Locale.ROOT, "%,.0f", value);
      case CENTS -> String.format(Locale.ROOT, "%,.2f", value);
      case ONE_DIGIT -> String.format(Locale.ROOT, "%.1f", value);
      case TWO_DIGITS -> String.format(Locale.ROOT, "%.2f", value);
      case THREE_DIGITS -> String.format(Locale.ROOT, "%.3f", value);
    };
  }
}
