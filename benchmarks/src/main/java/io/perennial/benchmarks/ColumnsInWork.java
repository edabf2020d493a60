// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** Columns made in Java into a table of the engine: by load, or by DuckDB's appender. */
final class ColumnsInWork implements Work {

  private static final int ROUNDS = 2;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Numbers numbers = Numbers.valueOf(arguments.text("kind"));
    long rows = arguments.number("rows");
    if (arguments.is("how", "engine")) {
      try (Engine engine = Workspace.engine("duckdb", arguments)) {
        for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
          engine.drop("numbers");
          timing.round(
              () -> {
                engine.load("numbers", numbers.batches(rows));
                return true;
              });
        }
        try (Batches total = engine.query(numbers.total())) {
          total.next();
          timing.fact("total", total.batch().longs(0)[0]);
        }
      }
    } else {
      try (BareDuckDb database = BareDuckDb.open(arguments)) {
        for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
          database.execute("CREATE OR REPLACE TABLE numbers (" + numbers.definition() + ")");
          timing.round(
              () -> {
                append(database, numbers, rows);
                return true;
              });
        }
        timing.fact("total", database.number(numbers.total()));
      }
    }
  }

  private static void append(BareDuckDb database, Numbers numbers, long rows) throws SQLException {
    try (DuckDBAppender appender = database.connection().createAppender("main", "numbers")) {
      for (long row = 0; row < rows; row++) {
        appender.beginRow();
        for (int column = 0; column < numbers.columns(); column++) {
          switch (numbers) {
            case DOUBLES -> appender.append(numbers.doubleAt(row, column));
            case LONGS -> appender.append(numbers.longAt(row, column));
            case STRINGS -> appender.append(numbers.textAt(row, column));
          }
        }
        appender.endRow();
      }
    }
  }
}
