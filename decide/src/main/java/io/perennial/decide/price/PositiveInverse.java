// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.math.linear.Cholesky;

/** The inverse of a positive matrix. */
final class PositiveInverse {

  private static final double LEAST_PIVOT = 1e-13;

  private PositiveInverse() {}

  /**
   * By Cholesky's factors. A pivot that rounding makes nothing is taken as a small one.
   *
   * @param matrix its lower triangle, double[m][m]; left as it is
   * @return double[m][m], symmetric
   */
  static double[][] of(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return Cholesky.of(copy, LEAST_PIVOT).inverse();
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
