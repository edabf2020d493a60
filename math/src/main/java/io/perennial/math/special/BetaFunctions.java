// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.special;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

/** The beta function and its incomplete form, by {@link StrictMath}. Stateless. */
public final class BetaFunctions {

  private static final double STIRLING_FROM = 10;
  private static final double EPSILON = 0x1p-52;

  private BetaFunctions() {}

  /**
   * log B(a, b) for a, b > 0. Where an argument is large, Stirling's leading terms are cancelled by
   * hand (as in Didonato and Morris, ACM TOMS 708, 1992), so that the difference of two big
   * logarithms costs no digits. O(1).
   *
   * @throws IllegalArgumentException if a or b is not positive
   */
  public static double logBeta(double a, double b) {
    requirePositive("a", a);
    requirePositive("b", b);
    double small = min(a, b);
    double large = max(a, b);
    if (large < STIRLING_FROM) {
      return GammaFunctions.logGamma(small)
          + (GammaFunctions.logGamma(large) - GammaFunctions.logGamma(small + large));
    }
    double ratio = small / large;
    double correction =
        GammaFunctions.stirlingCorrection(large) - GammaFunctions.stirlingCorrection(small + large);
    if (small < STIRLING_FROM) {
      return GammaFunctions.logGamma(small)
          + (small * (1 - log(large)) - (small + large - 0.5) * log1p(ratio) + correction);
    }
    return GammaFunctions.HALF_LOG_TWO_PI
        - 0.5 * log(large)
        + (small - 0.5) * log(ratio / (1 + ratio))
        - large * log1p(ratio)
        + (correction + GammaFunctions.stirlingCorrection(small));
  }

  /**
   * I_x(a, b), the regularised incomplete beta function: the chance that a Beta(a, b) variable is
   * at most x. In [0, 1]. Source: DLMF 8.17.22 (continued fraction) with the symmetry 8.17.4.
   * Absolute error about 1e-13 up to a + b = 1000, growing in proportion beyond; O(sqrt(max(a,
   * b))).
   *
   * @throws IllegalArgumentException if a or b is not positive, or x outside [0, 1]
   */
  public static double regularized(double a, double b, double x) {
    requirePositive("a", a);
    requirePositive("b", b);
    if (!(x >= 0 && x <= 1)) {
      throw new IllegalArgumentException("Invalid x: " + x + " (must be within [0, 1])");
    }
    if (x == 0 || x == 1) {
      return x;
    }
    double power = exp(a * log(x) + b * log1p(-x) - logBeta(a, b));
    return x < (a + 1) / (a + b + 2)
        ? power * fraction(a, b, x) / a
        : 1 - power * fraction(b, a, 1 - x) / b;
  }

  /** Lentz's method, as Thompson and Barnett (1986) modified it: two steps a turn. */
  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / GammaFunctions.awayFromZero(1 - (a + b) * x / (a + 1));
    double fraction = d;
    double change = 0;
    for (int m = 1; abs(change - 1) > EPSILON && m < 1_000_000; m++) {
      double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
      d = 1 / GammaFunctions.awayFromZero(1 + even * d);
      c = GammaFunctions.awayFromZero(1 + even / c);
      fraction *= d * c;

      double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
      d = 1 / GammaFunctions.awayFromZero(1 + odd * d);
      c = GammaFunctions.awayFromZero(1 + odd / c);
      change = d * c;
      fraction *= change;
    }
    return fraction;
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be > 0)");
    }
  }
}
