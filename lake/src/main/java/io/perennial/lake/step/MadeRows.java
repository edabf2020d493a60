// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Field;
import io.perennial.lake.TableSpec;
import java.util.List;
import java.util.Map;

/** Rows of a table that are made in memory: a few, or as many as there are segments. */
public final class MadeRows {

  private MadeRows() {}

  /**
   * Room for rows of a table.
   *
   * @param rows how many there will be, may be none
   */
  public static Batch of(TableSpec table, int rows) {
    return new Batch(table.columns().stream().map(Column::field).toList(), Math.max(1, rows));
  }

  /** Puts rows, or none, in the place of all that the table has. */
  public static void replace(StepContext context, TableSpec table, Batch rows) {
    replace(context, table, List.of(rows));
  }

  /** The same of rows that lie in several batches of the table's columns. */
  public static void replace(StepContext context, TableSpec table, List<Batch> rows) {
    String made = "made_" + table.name();
    List<Field> fields = table.columns().stream().map(Column::field).toList();
    context
        .engine()
        .load(made, Batches.of(fields, rows.stream().filter(b -> b.rows() > 0).iterator()));
    try {
      new Rebuild(context).table(table, "SELECT * FROM " + made, Map.of());
    } finally {
      context.engine().drop(made);
    }
  }
}
