// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.quadrature;

import io.perennial.math.special.GammaFunctions;
import java.util.function.DoubleUnaryOperator;

/**
 * The expectation of a smooth function of x where x is Gamma(shape) distributed with rate 1: the
 * trapezoid rule after log(x) = centre + spread sinh(w), as {@link BetaExpectation}. About 220
 * nodes; to 1e-12 relative for functions that are bounded and smooth in log(x). Immutable.
 */
public final class GammaExpectation {

  private static final double STEP = 1.0 / 24;
  private static final double REACH = 4.6;
  private static final double END_BELOW = 0.5;

  /** A node so light is left out, where no value can be large enough to make up for it. */
  private static final double NEGLIGIBLE = 1e-22;

  private final double[] x;
  private final double[] weights;
  private final boolean zeroEnd;

  private GammaExpectation(double[] x, double[] weights, boolean zeroEnd) {
    this.x = x;
    this.weights = weights;
    this.zeroEnd = zeroEnd;
  }

  /**
   * The rule for a shape.
   *
   * @throws IllegalArgumentException if the shape is not positive and finite
   */
  public static GammaExpectation of(double shape) {
    if (!(shape > 0) || shape == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("Invalid shape: " + shape + " (must be > 0 and finite)");
    }
    double spread = 2 * Math.min(1, 1 / Math.sqrt(shape));
    double centre = Math.log(Math.max(shape, END_BELOW));
    int half = (int) Math.round(REACH / STEP);
    double[] x = new double[2 * half + 1];
    double[] weights = new double[2 * half + 1];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      double y = centre + spread * Math.sinh((i - half) * STEP);
      x[i] = Math.exp(y);
      weights[i] = shape * y - x[i];
      greatest = Math.max(greatest, weights[i]);
    }
    boolean zeroEnd = shape < END_BELOW;
    double reference = zeroEnd ? GammaFunctions.logGamma(shape) : greatest;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      weights[i] = Math.exp(weights[i] - reference) * Math.cosh((i - half) * STEP);
      sum += weights[i];
    }
    double scale = zeroEnd ? spread * STEP : 1 / sum;
    for (int i = 0; i < x.length; i++) {
      weights[i] *= scale;
      if (!zeroEnd && weights[i] < NEGLIGIBLE) {
        weights[i] = 0;
      }
    }
    return new GammaExpectation(x, weights, zeroEnd);
  }

  /** E[f(x)]; f is called at most 222 times, at 0 only where the shape is below 1/2. */
  public double of(DoubleUnaryOperator f) {
    double atZero = zeroEnd ? f.applyAsDouble(0) : 0;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (weights[i] != 0) {
        sum += weights[i] * (f.applyAsDouble(x[i]) - atZero);
      }
    }
    return atZero + sum;
  }
}
