// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.quadrature;

import java.util.function.DoubleUnaryOperator;

/**
 * The Gauss-Legendre rule with n nodes on [0, 1]: exact for polynomials up to degree 2n - 1.
 * Immutable.
 */
public final class GaussLegendre {

  private final double[] nodes;
  private final double[] weights;

  private GaussLegendre(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /**
   * The rule with {@code n} nodes, found by Newton's method on the Legendre polynomial. O(n^2).
   *
   * @throws IllegalArgumentException if n is not within [1, 200]
   */
  public static GaussLegendre of(int n) {
    if (n < 1 || n > 200) {
      throw new IllegalArgumentException("Invalid n: " + n + " (must be within [1, 200])");
    }
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < (n + 1) / 2; i++) {
      double x = StrictMath.cos(StrictMath.PI * (i + 0.75) / (n + 0.5));
      double slope = 0;
      for (int turn = 0; turn < 100; turn++) {
        double p0 = 1;
        double p1 = x;
        for (int k = 2; k <= n; k++) {
          double p2 = ((2 * k - 1) * x * p1 - (k - 1) * p0) / k;
          p0 = p1;
          p1 = p2;
        }
        slope = n * (x * p1 - p0) / (x * x - 1);
        double step = p1 / slope;
        x -= step;
        if (Math.abs(step) < 1e-16) {
          break;
        }
      }
      double weight = 1 / ((1 - x * x) * slope * slope);
      nodes[i] = 0.5 * (1 - x);
      nodes[n - 1 - i] = 0.5 * (1 + x);
      weights[i] = weight;
      weights[n - 1 - i] = weight;
    }
    return new GaussLegendre(nodes, weights);
  }

  /** How many nodes. */
  public int size() {
    return nodes.length;
  }

  /** Node {@code i}, within (0, 1), ascending. */
  public double node(int i) {
    return nodes[i];
  }

  /** The weight of node {@code i}; all weights sum to 1. */
  public double weight(int i) {
    return weights[i];
  }

  /** The integral of {@code f} from {@code from} to {@code to}; n calls of f. */
  public double integrate(DoubleUnaryOperator f, double from, double to) {
    double width = to - from;
    double sum = 0;
    for (int i = 0; i < nodes.length; i++) {
      sum += weights[i] * f.applyAsDouble(from + width * nodes[i]);
    }
    return sum * width;
  }
}
