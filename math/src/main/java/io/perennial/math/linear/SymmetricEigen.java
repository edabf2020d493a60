// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations: slow beyond
 * some dozens of rows, and accurate to the last digit. Immutable.
 */
public final class SymmetricEigen {

  private static final int SWEEPS = 60;

  private final double[] values;
  private final double[][] vectors;

  private SymmetricEigen(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * Decomposes {@code matrix}, double[n][n], of which the mean with its transpose is taken. O(n^3).
   *
   * @throws IllegalArgumentException if it is not square or not finite
   */
  public static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][n];
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      if (matrix[i].length != n) {
        throw new IllegalArgumentException(
            "Invalid matrix: row " + i + " has not " + n + " values");
      }
      for (int j = 0; j < n; j++) {
        a[i][j] = 0.5 * (matrix[i][j] + matrix[j][i]);
        if (!Double.isFinite(a[i][j])) {
          throw new IllegalArgumentException(
              "Invalid matrix: " + a[i][j] + " at " + i + ", " + j + " (must be finite)");
        }
      }
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS && !isDiagonal(a); sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    return sorted(a, v);
  }

  /** The eigenvalues, ascending; a copy. */
  public double[] values() {
    return values.clone();
  }

  /** The eigenvector of eigenvalue {@code k}, of length 1; a copy. */
  public double[] vector(int k) {
    return vectors[k].clone();
  }

  /**
   * The solution of (matrix) x = right, with every eigenvalue replaced by its size and none taken
   * below {@code floor}: for a positive matrix the solution, else a direction that descends.
   */
  public double[] solve(double[] right, double floor) {
    int n = values.length;
    double[] solution = new double[n];
    for (int k = 0; k < n; k++) {
      double product = 0;
      for (int i = 0; i < n; i++) {
        product += vectors[k][i] * right[i];
      }
      product /= Math.max(Math.abs(values[k]), floor);
      for (int i = 0; i < n; i++) {
        solution[i] += product * vectors[k][i];
      }
    }
    return solution;
  }

  private static boolean isDiagonal(double[][] a) {
    double off = 0;
    double on = 0;
    for (int i = 0; i < a.length; i++) {
      on += a[i][i] * a[i][i];
      for (int j = 0; j < i; j++) {
        off += a[i][j] * a[i][j];
      }
    }
    return off <= 1e-36 * on || off == 0;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double vp = v[k][p];
      double vq = v[k][q];
      v[k][p] = c * vp - s * vq;
      v[k][q] = s * vp + c * vq;
    }
  }

  private static SymmetricEigen sorted(double[][] a, double[][] v) {
    int n = a.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> a[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = Arrays.stream(order).mapToDouble(i -> a[i][i]).toArray();
    double[][] vectors = new double[n][n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        vectors[k][i] = v[i][order[k]];
      }
    }
    return new SymmetricEigen(values, vectors);
  }
}
