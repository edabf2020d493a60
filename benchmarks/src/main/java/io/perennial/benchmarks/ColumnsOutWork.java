// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A table out of the engine into Java: as our columns, or row by row through JDBC. */
final class ColumnsOutWork implements Work {

  /** The first warms up; the last is reported. */
  private static final int ROUNDS = 3;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Numbers numbers = Numbers.valueOf(arguments.text("kind"));
    String select = numbers.select(arguments.number("rows"));
    double total = 0;
    if (arguments.is("how", "engine")) {
      try (Engine engine = Workspace.engine("duckdb", arguments)) {
        engine.run(SqlStep.ofText("numbers", "-- writes numbers(c)\n" + select), Map.of());
        for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
          total = timing.round(() -> columns(engine, numbers));
        }
      }
    } else {
      try (BareDuckDb database = BareDuckDb.open(arguments)) {
        database.execute("CREATE TABLE numbers AS " + select);
        for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
          total = timing.round(() -> rows(database, numbers));
        }
      }
    }
    timing.fact("total", total);
  }

  private static double columns(Engine engine, Numbers numbers) {
    double total = 0;
    try (Batches batches = engine.query("SELECT * FROM numbers")) {
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int column = 0; column < numbers.columns(); column++) {
          for (int row = 0; row < batch.rows(); row++) {
            total +=
                switch (numbers) {
                  case DOUBLES -> batch.doubles(column)[row];
                  case LONGS -> batch.longs(column)[row];
                  case STRINGS -> batch.texts(column)[row].length();
                };
          }
        }
      }
    }
    return total;
  }

  private static double rows(BareDuckDb database, Numbers numbers) throws SQLException {
    double total = 0;
    try (Statement statement = database.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM numbers")) {
      while (result.next()) {
        for (int column = 1; column <= numbers.columns(); column++) {
          total +=
              switch (numbers) {
                case DOUBLES -> result.getDouble(column);
                case LONGS -> result.getLong(column);
                case STRINGS -> result.getString(column).length();
              };
        }
      }
    }
    return total;
  }
}
