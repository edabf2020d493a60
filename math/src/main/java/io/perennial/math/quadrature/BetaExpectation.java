// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.quadrature;

import io.perennial.math.special.BetaFunctions;
import java.util.function.DoubleUnaryOperator;

/**
 * The expectation of a smooth function of p where p is Beta(a, b) distributed, as a sum of positive
 * terms: the trapezoid rule after logit(p) = centre + spread sinh(w), a double-exponential rule
 * (Takahasi and Mori, 1974). It replaces the Gauss hypergeometric functions of the beta-geometric
 * models, which overflow or have poles in ordinary places. About 220 nodes; to 1e-13 relative for
 * functions that are analytic on [0, 1]. Immutable: made once per (a, b), used for many functions.
 */
public final class BetaExpectation {

  private static final double STEP = 1.0 / 24;
  private static final double REACH = 4.6;

  /** Below this shape the mass sits at an end, and the straight line between the ends is exact. */
  private static final double LINE_BELOW = 0.5;

  /** A node so light is left out, where no value can be large enough to make up for it. */
  private static final double NEGLIGIBLE = 1e-22;

  private final double[] p;
  private final double[] complement;
  private final double[] weights;
  private final double mean;
  private final boolean zeroEnd;
  private final boolean oneEnd;

  private BetaExpectation(
      double[] p,
      double[] complement,
      double[] weights,
      double mean,
      boolean zeroEnd,
      boolean oneEnd) {
    this.p = p;
    this.complement = complement;
    this.weights = weights;
    this.mean = mean;
    this.zeroEnd = zeroEnd;
    this.oneEnd = oneEnd;
  }

  /**
   * The rule for Beta(a, b).
   *
   * @throws IllegalArgumentException if a or b is not positive and finite
   */
  public static BetaExpectation of(double a, double b) {
    requirePositive("a", a);
    requirePositive("b", b);
    double spread = 2 * Math.min(1, Math.sqrt(1 / a + 1 / b));
    double centre = Math.log(Math.max(a, 0.5)) - Math.log(Math.max(b, 0.5));
    int half = (int) Math.round(REACH / STEP);
    int n = 2 * half + 1;
    double[] p = new double[n];
    double[] complement = new double[n];
    double[] weights = new double[n];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double w = (i - half) * STEP;
      double y = centre + spread * Math.sinh(w);
      double logP = -softplus(-y);
      double logComplement = -softplus(y);
      p[i] = Math.exp(logP);
      complement[i] = Math.exp(logComplement);
      weights[i] = a * logP + b * logComplement;
      greatest = Math.max(greatest, weights[i]);
    }
    boolean zeroEnd = a < LINE_BELOW;
    boolean oneEnd = b < LINE_BELOW;
    boolean minusLine = zeroEnd || oneEnd;
    double reference = minusLine ? BetaFunctions.logBeta(a, b) : greatest;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = Math.exp(weights[i] - reference) * Math.cosh((i - half) * STEP);
      sum += weights[i];
    }
    double scale = minusLine ? spread * STEP : 1 / sum;
    for (int i = 0; i < n; i++) {
      weights[i] *= scale;
      if (!minusLine && weights[i] < NEGLIGIBLE) {
        weights[i] = 0;
      }
    }
    return new BetaExpectation(p, complement, weights, a / (a + b), zeroEnd, oneEnd);
  }

  /**
   * E[f(p)]; f is called at about 220 points within [0, 1], at 0 where a is below 1/2 and at 1
   * where b is.
   */
  public double of(DoubleUnaryOperator f) {
    double sum = 0;
    if (!zeroEnd && !oneEnd) {
      for (int i = 0; i < p.length; i++) {
        if (weights[i] != 0) {
          sum += weights[i] * f.applyAsDouble(p[i]);
        }
      }
      return sum;
    }
    // with mass at one end only, the value at the other may be huge and must not come in
    double atZero = f.applyAsDouble(zeroEnd ? 0 : 1);
    double atOne = f.applyAsDouble(oneEnd ? 1 : 0);
    for (int i = 0; i < p.length; i++) {
      double line = atZero * complement[i] + atOne * p[i];
      if (weights[i] != 0) {
        sum += weights[i] * (f.applyAsDouble(p[i]) - line);
      }
    }
    return atZero * (1 - mean) + atOne * mean + sum;
  }

  private static double softplus(double v) {
    return v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v));
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be > 0 and finite)");
    }
  }
}
