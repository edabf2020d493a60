// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;

/** A row of a query, read by the names of its columns. */
final class Cells {

  /** Takes one row. */
  interface Taker {
    void take(Cells row);
  }

  private final Batch batch;
  private final int row;

  private Cells(Batch batch, int row) {
    this.batch = batch;
    this.row = row;
  }

  static void each(Engine engine, String sql, Taker taker) {
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          taker.take(new Cells(rows.batch(), i));
        }
      }
    }
  }

  String text(String name) {
    int column = batch.index(name);
    return batch.isNull(column, row) ? "" : batch.texts(column)[row];
  }

  /** A number; not one for null. */
  double number(String name) {
    int column = batch.index(name);
    if (batch.isNull(column, row)) {
      return Double.NaN;
    }
    return batch.fields().get(column).type() == ColumnType.DOUBLE
        ? batch.doubles(column)[row]
        : batch.longs(column)[row];
  }

  /** A count; 0 for null. */
  long count(String name) {
    int column = batch.index(name);
    return batch.isNull(column, row) ? 0 : batch.longs(column)[row];
  }
}
