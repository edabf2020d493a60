// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the checks of the data said. */
public final class QualityRows {

  private static final SqlStep NEWEST = SqlStep.of(QualityRows.class, "quality_newest");

  private QualityRows() {}

  /**
   * One check of one day.
   *
   * @param days that it judged
   * @param alarms on how many of them it was not ok
   */
  public record Row(
      String source,
      String day,
      String check,
      String field,
      double value,
      OptionalDouble low,
      OptionalDouble high,
      String verdict,
      String detail,
      long days,
      long alarms) {

    /** Whether it is one of a number between 0 and 1. */
    public boolean isShare() {
      return switch (check) {
        case "completeness", "uniqueness", "validity", "referential" -> true;
        default -> false;
      };
    }
  }

  /** Of each check what it said last; the newest day first, then by source, check and field. */
  public static List<Row> newest(Lake lake, Engine engine) {
    if (!lake.names().contains(Tables.QUALITY.name())) {
      return List.of();
    }
    engine.view("quality_rows", lake.table(Tables.QUALITY).scan());
    engine.run(NEWEST, Map.of());
    List<Row> rows = new ArrayList<>();
    try (Batches found =
        engine.query(
            "SELECT source, day, measure, field, value, low, high, verdict, detail, days, alarms"
                + " FROM quality_newest ORDER BY day DESC, source, measure, field")) {
      while (found.next()) {
        Batch batch = found.batch();
        for (int i = 0; i < batch.rows(); i++) {
          rows.add(row(batch, i));
        }
      }
    } finally {
      engine.drop(NEWEST.writes());
      engine.drop("quality_rows");
    }
    return rows;
  }

  private static Row row(Batch batch, int row) {
    return new Row(
        batch.texts(0)[row],
        batch.texts(1)[row],
        batch.texts(2)[row],
        batch.texts(3)[row],
        batch.doubles(4)[row],
        number(batch, 5, row),
        number(batch, 6, row),
        batch.texts(7)[row],
        batch.texts(8)[row],
        batch.longs(9)[row],
        batch.longs(10)[row]);
  }

  private static OptionalDouble number(Batch batch, int column, int row) {
    return batch.isNull(column, row)
        ? OptionalDouble.empty()
        : OptionalDouble.of(batch.doubles(column)[row]);
  }
}
