// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.domain.FeatureMatrix;
import java.util.List;

/** The columns of a matrix as arrays. */
public final class FeatureColumns {

  private FeatureColumns() {}

  /** All, double[k][n], copies. */
  public static double[][] of(FeatureMatrix matrix) {
    return of(matrix, matrix.names());
  }

  /** Those called so, double[k][n], copies. */
  public static double[][] of(FeatureMatrix matrix, List<String> names) {
    double[][] columns = new double[names.size()][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = matrix.column(names.get(k));
    }
    return columns;
  }

  /** One row of columns, double[k]. */
  public static double[] row(double[][] columns, int i) {
    double[] row = new double[columns.length];
    for (int k = 0; k < row.length; k++) {
      row[k] = columns[k][i];
    }
    return row;
  }
}
