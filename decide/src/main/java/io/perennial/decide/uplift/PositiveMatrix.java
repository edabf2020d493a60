// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

/** The triangular factor of a positive matrix: L with L L' = A. Immutable. */
final class PositiveMatrix {

  private final double[][] lower;

  private PositiveMatrix(double[][] lower) {
    this.lower = lower;
  }

  /**
   * Factors in place. A pivot that rounding makes nothing is taken as a small one.
   *
   * @param a its lower triangle, double[m][m]
   */
  static PositiveMatrix factor(double[][] a) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, a[i][i]);
    }
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-13 * most + 1e-300)) : sum / a[j][j];
      }
    }
    return new PositiveMatrix(a);
  }

  /** x with A x = right. */
  double[] solve(double[] right) {
    double[] x = forward(right);
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= lower[i][i];
      for (int k = 0; k < i; k++) {
        x[k] -= lower[i][k] * x[i];
      }
    }
    return x;
  }

  /** v' inverse(A) v. */
  double quadratic(double[] v) {
    double sum = 0;
    for (double part : forward(v)) {
      sum += part * part;
    }
    return sum;
  }

  /** The diagonal of inverse(A). */
  double[] inverseDiagonal() {
    double[] diagonal = new double[lower.length];
    for (int k = 0; k < diagonal.length; k++) {
      double[] unit = new double[diagonal.length];
      unit[k] = 1;
      diagonal[k] = quadratic(unit);
    }
    return diagonal;
  }

  private double[] forward(double[] right) {
    double[] x = right.clone();
    for (int i = 0; i < x.length; i++) {
      double sum = x[i];
      for (int k = 0; k < i; k++) {
        sum -= lower[i][k] * x[k];
      }
      x[i] = sum / lower[i][i];
    }
    return x;
  }
}
