// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/** A small system of linear equations, by elimination with the greatest pivot. Stateless. */
final class LinearSystem {

  private LinearSystem() {}

  /** The x with {@code a x = b}; both are kept. A row without a pivot gives 0. */
  static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = java.util.Arrays.copyOf(a[i], n + 1);
      rows[i][n] = b[i];
    }
    for (int k = 0; k < n; k++) {
      int best = k;
      for (int i = k + 1; i < n; i++) {
        best = Math.abs(rows[i][k]) > Math.abs(rows[best][k]) ? i : best;
      }
      double[] pivot = rows[best];
      rows[best] = rows[k];
      rows[k] = pivot;
      for (int i = k + 1; i < n && pivot[k] != 0; i++) {
        double factor = rows[i][k] / pivot[k];
        for (int j = k; j <= n && factor != 0; j++) {
          rows[i][j] -= factor * pivot[j];
        }
      }
    }
    double[] x = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double sum = rows[k][n];
      for (int j = k + 1; j < n; j++) {
        sum -= rows[k][j] * x[j];
      }
      x[k] = rows[k][k] == 0 ? 0 : sum / rows[k][k];
    }
    return x;
  }
}
