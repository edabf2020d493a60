// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.linear.SymmetricEigen;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A Student t around the top of a density, with a width of its own on either side of each axis:
 * wide enough to lie over a density that is skewed, as that of a shape is whose likelihood hardly
 * falls towards infinity. Source: Geweke (1989), section 4, "split-t". Points are in coordinates z,
 * in which the top is 0 and the curvature there 1. Immutable.
 */
final class Proposal {

  private static final double FREEDOM = 4;

  /** No axis is longer than a factor of e^5, however flat the top. */
  private static final double LEAST_CURVATURE = 0.04;

  private static final double[] PROBES = {0.7, 1.4, 2.1, 3, 4, 5.5};
  private static final double WIDEST = 6;

  private final double[] top;
  private final double[][] axes;
  private final double[] left;
  private final double[] right;

  private Proposal(double[] top, double[][] axes, double[] left, double[] right) {
    this.top = top;
    this.axes = axes;
    this.left = left;
    this.right = right;
  }

  /**
   * Around the top of a density of k variables; 12 k evaluations.
   *
   * @param top double[k]
   * @param curvature minus the Hessian of {@code logDensity} there, double[k][k]
   */
  static Proposal around(
      double[] top, double[][] curvature, ToDoubleFunction<double[]> logDensity) {
    int k = top.length;
    SymmetricEigen eigen = SymmetricEigen.of(curvature);
    double[] values = eigen.values();
    double[][] axes = new double[k][];
    for (int j = 0; j < k; j++) {
      axes[j] = eigen.vector(j);
      for (int i = 0; i < k; i++) {
        axes[j][i] /= Math.sqrt(Math.max(values[j], LEAST_CURVATURE));
      }
    }
    double[] ones = new double[k];
    Arrays.fill(ones, 1);
    Proposal normal = new Proposal(top.clone(), axes, ones, ones);
    double highest = logDensity.applyAsDouble(top);
    double[] left = new double[k];
    double[] right = new double[k];
    for (int j = 0; j < k; j++) {
      left[j] = normal.width(j, -1, highest, logDensity);
      right[j] = normal.width(j, 1, highest, logDensity);
    }
    return new Proposal(normal.top, axes, left, right);
  }

  /** The deviation with which a normal lies over the density all along one side of an axis. */
  private double width(int axis, int side, double highest, ToDoubleFunction<double[]> logDensity) {
    double width = 0.7;
    double[] z = new double[top.length];
    for (double probe : PROBES) {
      z[axis] = side * probe;
      double fall = highest - logDensity.applyAsDouble(point(z));
      if (!Double.isNaN(fall)) {
        width = Math.max(width, fall <= 0 ? WIDEST : probe / Math.sqrt(2 * fall));
      }
    }
    return Math.min(WIDEST, width);
  }

  /** How many variables. */
  int size() {
    return top.length;
  }

  /** Where {@code z} is, double[k]. */
  double[] point(double[] z) {
    double[] x = top.clone();
    for (int j = 0; j < z.length; j++) {
      for (int i = 0; i < x.length; i++) {
        x[i] += axes[j][i] * z[j];
      }
    }
    return x;
  }

  /** A draw, as z. */
  double[] draw(RandomStream random) {
    return scaled(random, 1 / Math.sqrt(2 * Gamma.standard(random, FREEDOM / 2) / FREEDOM));
  }

  /** A normal deviate with {@code scale} times the widths, as z. */
  double[] scaled(RandomStream random, double scale) {
    double[] z = new double[top.length];
    for (int j = 0; j < z.length; j++) {
      double deviate = scale * Normal.standard(random);
      z[j] = deviate * (deviate < 0 ? left[j] : right[j]);
    }
    return z;
  }

  /** A step of the same length on either side, as z. */
  double[] step(RandomStream random, double scale) {
    double[] z = new double[top.length];
    for (int j = 0; j < z.length; j++) {
      z[j] = scale * 0.5 * (left[j] + right[j]) * Normal.standard(random);
    }
    return z;
  }

  /** The logarithm of the density of {@link #draw}, up to a constant. */
  double logDensity(double[] z) {
    double square = 0;
    double volume = 1;
    for (int j = 0; j < z.length; j++) {
      double width = z[j] < 0 ? left[j] : right[j];
      square += z[j] / width * (z[j] / width);
      volume *= width;
    }
    return -0.5 * (FREEDOM + z.length) * Math.log(1 + square / FREEDOM) - Math.log(volume);
  }
}
