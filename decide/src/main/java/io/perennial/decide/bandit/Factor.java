// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

/** The triangular factor L of a positive definite matrix A = L L'. Immutable. */
final class Factor {

  private final double[][] lower;

  private Factor(double[][] lower) {
    this.lower = lower;
  }

  /** Of a symmetric matrix, double[k][k], of which the lower triangle is read. O(k^3). */
  static Factor of(double[][] a) {
    int k = a.length;
    double[][] lower = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int m = 0; m < j; m++) {
          sum -= lower[i][m] * lower[j][m];
        }
        // rounding may make nothing, or less, of what the prior keeps above it
        lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-14 * a[i][i])) : sum / lower[j][j];
      }
    }
    return new Factor(lower);
  }

  /** x with A x = right. */
  double[] solve(double[] right) {
    return backward(forward(right));
  }

  /** x with L x = right. */
  double[] forward(double[] right) {
    double[] x = right.clone();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        x[i] -= lower[i][j] * x[j];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }

  /** x with L' x = right: of white noise, noise whose covariance is the inverse of A. */
  double[] backward(double[] right) {
    double[] x = right.clone();
    for (int i = x.length - 1; i >= 0; i--) {
      for (int j = i + 1; j < x.length; j++) {
        x[i] -= lower[j][i] * x[j];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }

  /** The sum of what stands on the diagonal of the inverse of A. O(k^3). */
  double traceOfInverse() {
    double trace = 0;
    for (int j = 0; j < lower.length; j++) {
      double[] unit = new double[lower.length];
      unit[j] = 1;
      for (double part : forward(unit)) {
        trace += part * part;
      }
    }
    return trace;
  }
}
