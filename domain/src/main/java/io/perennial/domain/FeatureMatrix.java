// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers about many customers in columns: what models read. {@code NaN} marks a value that is not
 * known.
 */
public final class FeatureMatrix {

  private final long[] rowIds;
  private final List<String> names;
  private final double[][] columns;

  /**
   * @param rowIds n ids, one a row
   * @param names k distinct column names
   * @param columns shape [k][n]; kept, not copied: the caller hands them over
   */
  public FeatureMatrix(long[] rowIds, List<String> names, double[][] columns) {
    if (names.size() != columns.length) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + columns.length
              + " (must be one for each of "
              + names.size()
              + " names)");
    }
    for (int k = 0; k < columns.length; k++) {
      if (columns[k].length != rowIds.length) {
        throw new IllegalArgumentException(
            "Invalid column "
                + names.get(k)
                + ": "
                + columns[k].length
                + " values (must be "
                + rowIds.length
                + ")");
      }
    }
    this.rowIds = rowIds;
    this.names = List.copyOf(names);
    this.columns = columns;
  }

  public int rows() {
    return rowIds.length;
  }

  public List<String> names() {
    return names;
  }

  /** The id of row {@code row}. */
  public long rowId(int row) {
    return rowIds[row];
  }

  /** The ids of all rows, a copy of n. */
  public long[] rowIds() {
    return rowIds.clone();
  }

  /**
   * Some of the rows, copied; this itself where all are chosen.
   *
   * @param chosen ascending and distinct, from 0 to n - 1
   */
  public FeatureMatrix subset(int[] chosen) {
    if (chosen.length == rowIds.length) {
      return this;
    }
    long[] ids = new long[chosen.length];
    double[][] some = new double[columns.length][chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      ids[i] = rowIds[chosen[i]];
      for (int k = 0; k < columns.length; k++) {
        some[k][i] = columns[k][chosen[i]];
      }
    }
    return new FeatureMatrix(ids, names, some);
  }

  /**
   * Some columns of the same rows and more beside them; those of this matrix are shared, not
   * copied.
   *
   * @param some names of columns of this matrix
   * @param more names of further columns
   * @param values of them, shape [more][n]; kept, not copied: the caller hands them over
   */
  public FeatureMatrix with(List<String> some, List<String> more, double[][] values) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    double[][] shared = new double[some.size() + values.length][];
    for (int k = 0; k < some.size(); k++) {
      shared[k] = columns[place(some.get(k))];
    }
    System.arraycopy(values, 0, shared, some.size(), values.length);
    return new FeatureMatrix(rowIds, all, shared);
  }

  private int place(String name) {
    int k = names.indexOf(name);
    if (k < 0) {
      throw new IllegalArgumentException("Unknown column: " + name + " (there are " + names + ")");
    }
    return k;
  }

  /** The column called {@code name}, a copy of n values. */
  public double[] column(String name) {
    double[] column = columns[place(name)];
    return Arrays.copyOf(column, column.length);
  }

  /** The value in row {@code row} of the column at {@code column}. */
  public double at(int row, int column) {
    return columns[column][row];
  }
}
