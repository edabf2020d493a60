// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

/**
 * Ridge regression with weighted rows and no intercept: the b that makes sum w (y - z b)^2 +
 * penalty |b|^2 least, by Cholesky's factor of the normal equations. O(n k^2 + k^3).
 */
final class WeightedRidge {

  private WeightedRidge() {}

  /**
   * The coefficients, double[k].
   *
   * @param z double[n][k]
   * @param penalty > 0, which makes the equations positive definite
   */
  static double[] fit(double[][] z, double[] y, double[] weights, int k, double penalty) {
    double[][] gram = new double[k][k];
    double[] right = new double[k];
    for (int r = 0; r < z.length; r++) {
      double[] row = z[r];
      for (int i = 0; i < k; i++) {
        double part = weights[r] * row[i];
        if (part != 0) {
          right[i] += part * y[r];
          for (int j = 0; j <= i; j++) {
            gram[i][j] += part * row[j];
          }
        }
      }
    }
    for (int i = 0; i < k; i++) {
      gram[i][i] += penalty;
    }
    return solve(gram, right);
  }

  /** Solves in place; the lower triangle of {@code a} becomes its factor. */
  private static double[] solve(double[][] a, double[] b) {
    int k = b.length;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int m = 0; m < j; m++) {
          sum -= a[i][m] * a[j][m];
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
    for (int i = 0; i < k; i++) {
      for (int m = 0; m < i; m++) {
        b[i] -= a[i][m] * b[m];
      }
      b[i] /= a[i][i];
    }
    for (int i = k - 1; i >= 0; i--) {
      for (int m = i + 1; m < k; m++) {
        b[i] -= a[m][i] * b[m];
      }
      b[i] /= a[i][i];
    }
    return b;
  }
}
