// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/** Moves rows in plain form into batches. */
final class PlainRows {

  private PlainRows() {}

  /** Appends a row; {@code types} are those of the batch. */
  static void append(Row row, ColumnType[] types, Batch batch) {
    int at = batch.addRow();
    for (int column = 0; column < types.length; column++) {
      if (!row.isNullAt(column)) {
        switch (types[column]) {
          case BOOLEAN -> batch.setLong(column, at, row.getBoolean(column) ? 1 : 0);
          case LONG, TIMESTAMP -> batch.setLong(column, at, row.getLong(column));
          case DOUBLE, DECIMAL -> batch.setDouble(column, at, row.getDouble(column));
          case STRING -> batch.setText(column, at, row.getString(column));
        }
      }
    }
  }

  /** Hands rows on as they are. */
  record Collecting(Columns writes) implements PartitionWork {
    @Override
    public void run(Iterator<Row> rows, FrameWriter out) {
      ColumnType[] types = writes.types().toArray(new ColumnType[0]);
      while (rows.hasNext()) {
        append(rows.next(), types, out.batch());
        out.rowsAdded();
      }
    }
  }

  /** Hands rows through a function, a batch at a time. */
  record Mapping(Columns reads, BatchFunction function, Columns writes) implements PartitionWork {

    private static final int ROWS = 2048;

    @Override
    public void run(Iterator<Row> rows, FrameWriter out) {
      ColumnType[] types = reads.types().toArray(new ColumnType[0]);
      Batch in = new Batch(reads.fields(), ROWS);
      while (rows.hasNext()) {
        append(rows.next(), types, in);
        if (in.rows() == ROWS || !rows.hasNext()) {
          function.apply(in, out.batch());
          out.rowsAdded();
          in.clear();
        }
      }
    }
  }
}
