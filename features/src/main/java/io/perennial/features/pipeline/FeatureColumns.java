// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.FeatureMatrix;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import java.util.Arrays;
import java.util.List;

/** Features of customers in columns, by customer: 8 bytes a value. What is null is NaN. */
public final class FeatureColumns {

  private long[] customers = new long[1024];
  private final double[][] columns;
  private int count;

  private FeatureColumns(int width) {
    columns = new double[width][1024];
  }

  /**
   * Reads them.
   *
   * @param from the view or table, with {@code customer_id}
   * @param names of numeric columns
   * @param where which rows, as SQL
   */
  public static FeatureMatrix read(Engine engine, String from, List<String> names, String where) {
    FeatureColumns read = new FeatureColumns(names.size());
    StringBuilder sql = new StringBuilder("SELECT f.customer_id");
    names.forEach(name -> sql.append(", f.").append(name));
    sql.append(" FROM ").append(from).append(" f WHERE ").append(where);
    sql.append(" ORDER BY f.customer_id");
    try (Batches rows = engine.query(sql.toString())) {
      while (rows.next()) {
        read.add(rows.batch());
      }
    }
    return read.matrix(names);
  }

  private void add(Batch batch) {
    int rows = batch.rows();
    if (count + rows > customers.length) {
      int room = Math.max(count + rows, (int) Math.min(2L * count, Integer.MAX_VALUE - 8));
      customers = Arrays.copyOf(customers, room);
      for (int k = 0; k < columns.length; k++) {
        columns[k] = Arrays.copyOf(columns[k], room);
      }
    }
    System.arraycopy(batch.longs(0), 0, customers, count, rows);
    for (int k = 0; k < columns.length; k++) {
      boolean whole = batch.fields().get(k + 1).type() == ColumnType.LONG;
      long[] longs = whole ? batch.longs(k + 1) : new long[0];
      double[] doubles = whole ? new double[0] : batch.doubles(k + 1);
      for (int i = 0; i < rows; i++) {
        double value = whole ? longs[i] : doubles[i];
        columns[k][count + i] =
            batch.isNull(k + 1, i) || Double.isInfinite(value) ? Double.NaN : value;
      }
    }
    count += rows;
  }

  private FeatureMatrix matrix(List<String> names) {
    double[][] exact = new double[columns.length][];
    for (int k = 0; k < columns.length; k++) {
      exact[k] = Arrays.copyOf(columns[k], count);
    }
    return new FeatureMatrix(Arrays.copyOf(customers, count), names, exact);
  }
}
