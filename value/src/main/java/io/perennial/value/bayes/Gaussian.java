// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.math.linear.SymmetricEigen;

/**
 * A normal distribution of k variables, as centre and axes: x = centre + axes z with z standard.
 * Immutable.
 */
final class Gaussian {

  private final double[] centre;
  private final double[] roots;
  private final double[][] directions;

  private Gaussian(double[] centre, double[] roots, double[][] directions) {
    this.centre = centre;
    this.roots = roots;
    this.directions = directions;
  }

  /**
   * From the inverse of its covariance; no axis is longer than 5.
   *
   * @param precision double[k][k]
   */
  static Gaussian ofPrecision(double[] centre, double[][] precision) {
    SymmetricEigen eigen = SymmetricEigen.of(precision);
    double[] values = eigen.values();
    double[] roots = new double[values.length];
    for (int j = 0; j < roots.length; j++) {
      roots[j] = 1 / Math.sqrt(Math.max(values[j], 0.04));
    }
    return new Gaussian(centre.clone(), roots, vectors(eigen));
  }

  private static double[][] vectors(SymmetricEigen eigen) {
    int k = eigen.values().length;
    double[][] directions = new double[k][];
    for (int j = 0; j < k; j++) {
      directions[j] = eigen.vector(j);
    }
    return directions;
  }

  /** The point that standard normal deviates {@code z} stand for, double[k]. */
  double[] point(double[] z) {
    double[] x = centre.clone();
    for (int j = 0; j < z.length; j++) {
      for (int i = 0; i < x.length; i++) {
        x[i] += directions[j][i] * roots[j] * z[j];
      }
    }
    return x;
  }

  /** The centre, double[k]; a copy. */
  double[] centre() {
    return centre.clone();
  }

  /** The covariance matrix, double[k][k]. */
  double[][] covariance() {
    int k = centre.length;
    double[][] covariance = new double[k][k];
    for (int j = 0; j < k; j++) {
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          covariance[a][b] += directions[j][a] * directions[j][b] * roots[j] * roots[j];
        }
      }
    }
    return covariance;
  }
}
