// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.linear;

/** The triangular factor of a positive matrix: L with L L' = A. Immutable. */
public final class Cholesky {

  private final double[][] lower;

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  /**
   * Factors in place. A pivot that rounding makes nothing is taken as a small one, which keeps what
   * is solved for small in its direction.
   *
   * @param a its lower triangle, double[m][m]
   * @param least the smallest pivot, as a share of the greatest number of the diagonal; >= 0
   */
  public static Cholesky of(double[][] a, double least) {
    int m = a.length;
    double most = 0;
    for (int i = 0; i < m; i++) {
      most = Math.max(most, a[i][i]);
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(Math.max(sum, least * most + 1e-300)) : sum / a[j][j];
      }
    }
    return new Cholesky(a);
  }

  /** x with A x = right. */
  public double[] solve(double[] right) {
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
  public double quadratic(double[] v) {
    double sum = 0;
    for (double part : forward(v)) {
      sum += part * part;
    }
    return sum;
  }

  /** The diagonal of inverse(A). */
  public double[] inverseDiagonal() {
    double[] diagonal = new double[lower.length];
    for (int k = 0; k < diagonal.length; k++) {
      double[] unit = new double[diagonal.length];
      unit[k] = 1;
      diagonal[k] = quadratic(unit);
    }
    return diagonal;
  }

  /** inverse(A), double[m][m]. */
  public double[][] inverse() {
    int m = lower.length;
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
