// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small questions to the tables that a report is made of. */
final class ReportQueries {

  /** Takes one row of an answer. */
  interface Row {
    void take(Batch batch, int row);
  }

  private final Engine engine;

  ReportQueries(Engine engine) {
    this.engine = engine;
  }

  void each(String sql, Row taker) {
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          taker.take(rows.batch(), i);
        }
      }
    }
  }

  /** The one whole number that is the answer; 0 for none. */
  double number(String sql) {
    double[] found = {0};
    each(sql, (batch, i) -> found[0] = batch.isNull(0, i) ? 0 : batch.longs(0)[i]);
    return found[0];
  }

  /** The one row of numbers that is the answer; 0 where there is none. */
  double[] numbers(String sql, int columns) {
    double[] found = new double[columns];
    each(
        sql,
        (batch, i) -> {
          for (int c = 0; c < columns; c++) {
            found[c] = batch.isNull(c, i) ? 0 : batch.doubles(c)[i];
          }
        });
    return found;
  }

  /** A column of numbers: 8 bytes a row. */
  double[] column(String sql) {
    List<double[]> parts = new ArrayList<>();
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        parts.add(Arrays.copyOf(rows.batch().doubles(0), rows.batch().rows()));
      }
    }
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  static String text(Batch batch, int column, int row) {
    return batch.isNull(column, row) ? "" : batch.texts(column)[row];
  }
}
