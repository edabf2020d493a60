// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

/** The inverse of a positive matrix. */
final class PositiveInverse {

  private PositiveInverse() {}

  /**
   * By Cholesky's factors. A pivot that rounding makes nothing is taken as a small one.
   *
   * @param matrix its lower triangle, double[m][m]; left as it is
   * @return double[m][m], symmetric
   */
  static double[][] of(double[][] matrix) {
    int m = matrix.length;
    double most = 0;
    for (int i = 0; i < m; i++) {
      most = Math.max(most, matrix[i][i]);
    }
    double[][] lower = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-13 * most + 1e-300)) : sum / lower[j][j];
      }
    }
    double[][] back = new double[m][m];
    for (int i = 0; i < m; i++) {
      back[i][i] = 1 / lower[i][i];
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = j; k < i; k++) {
          sum -= lower[i][k] * back[k][j];
        }
        back[i][j] = sum / lower[i][i];
      }
    }
    double[][] inverse = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < m; k++) {
          sum += back[k][i] * back[k][j];
        }
        inverse[i][j] = sum;
        inverse[j][i] = sum;
      }
    }
    return inverse;
  }

  /** A v. */
  static double[] times(double[][] a, double[] v) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = dot(a[i], v);
    }
    return product;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** v' A v. */
  static double quadratic(double[][] a, double[] v) {
    return dot(times(a, v), v);
  }
}
