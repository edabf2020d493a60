// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.special;

/**
 * Ratios of gamma functions whose arguments differ by a whole number, and their derivatives: what
 * counting models need, without the cancellation of a difference of two big logarithms. Stateless.
 */
public final class GammaRatios {

  private static final int SUMMED_UP_TO = 64;
  private static final double STIRLING_FROM = 10;

  /** B(2k) / (2k) from k = 1. Source: Abramowitz and Stegun 6.3.18. */
  private static final double[] DIGAMMA = {
    1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12
  };

  private GammaRatios() {}

  /**
   * log (Gamma(z + n) / Gamma(z)), the logarithm of the rising factorial of z > 0 over n steps. To
   * about 1e-15 relative; exactly 0 for n = 0. Up to 64 steps as a sum of logarithms, above by
   * Stirling's series with its leading terms cancelled by hand. O(1).
   *
   * @throws IllegalArgumentException if z is not positive or n is negative
   */
  public static double logRising(double z, long n) {
    requirePositive(z);
    if (n < 0) {
      throw new IllegalArgumentException("Invalid n: " + n + " (must be >= 0)");
    }
    if (n <= SUMMED_UP_TO) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.log(z + i);
      }
      return sum;
    }
    return logRatio(z, (double) n);
  }

  /**
   * log (Gamma(z + d) / Gamma(z)) for any real d >= 0; see {@link #logRising}. O(1).
   *
   * @throws IllegalArgumentException if z is not positive
   */
  public static double logRatio(double z, double d) {
    requirePositive(z);
    double shift = 0;
    double base = z;
    while (base < STIRLING_FROM) {
      shift += Math.log(base);
      base++;
    }
    // Gamma(z + d) is far from its poles, so it needs no shift of its own once z + d >= 10
    double top = z + d;
    double moved = 0;
    while (top < STIRLING_FROM) {
      moved += Math.log(top);
      top++;
    }
    double apart = top - base;
    if (moved == 0 && shift == 0) {
      apart = d; // what was passed, not what is left of it beside a large z
    }
    return (base - 0.5) * Math.log1p(apart / base)
        + apart * (Math.log(base + apart) - 1)
        + GammaFunctions.stirlingCorrection(top)
        - GammaFunctions.stirlingCorrection(base)
        + shift
        - moved;
  }

  /**
   * psi(z + n) - psi(z): the derivative of {@link #logRising} with respect to z. O(1).
   *
   * @throws IllegalArgumentException if z is not positive or n is negative
   */
  public static double digammaRising(double z, long n) {
    requirePositive(z);
    if (n < 0) {
      throw new IllegalArgumentException("Invalid n: " + n + " (must be >= 0)");
    }
    if (n <= SUMMED_UP_TO) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += 1 / (z + i);
      }
      return sum;
    }
    return digamma(z + (double) n) - digamma(z);
  }

  /**
   * psi(x), the derivative of log Gamma, for x > 0. Source: Abramowitz and Stegun 6.3.5
   * (recurrence) up to 10, 6.3.18 (asymptotic) above. Absolute error about 1e-15 (1 + |psi|); O(1).
   *
   * @throws IllegalArgumentException if x is not positive
   */
  public static double digamma(double x) {
    requirePositive(x);
    double below = 0;
    double y = x;
    while (y < STIRLING_FROM) {
      below += 1 / y;
      y++;
    }
    double inverse = 1 / y;
    double square = inverse * inverse;
    double sum = 0;
    for (int k = DIGAMMA.length - 1; k >= 0; k--) {
      sum = sum * square + DIGAMMA[k];
    }
    return Math.log(y) - 0.5 * inverse - sum * square - below;
  }

  private static void requirePositive(double z) {
    if (!(z > 0)) {
      throw new IllegalArgumentException("Invalid z: " + z + " (must be > 0)");
    }
  }
}
