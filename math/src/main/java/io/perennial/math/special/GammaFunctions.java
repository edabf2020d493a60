// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.special;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.sqrt;

/**
 * The logarithm of the gamma function, and the incomplete gamma functions. All by {@link
 * StrictMath}: the same bits on every platform. Stateless.
 */
public final class GammaFunctions {

  static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final double SQRT_TWO_PI = 2.5066282746310002;
  private static final double STIRLING_FROM = 10;
  private static final double EPSILON = 0x1p-53;
  private static final double TINY = 1e-300;

  /** 1 - Euler's constant. */
  private static final double ONE_MINUS_EULER = 0.42278433509846713;

  /** (-1)^k (zeta(k) - 1) / k from k = 2. Source: Abramowitz and Stegun 6.1.33. */
  private static final double[] ZETA = {
    0.3224670334241132,
    -0.0673523010531981,
    0.020580808427784546,
    -0.007385551028673986,
    0.0028905103307415234,
    -0.001192753911703261,
    0.0005096695247430425,
    -0.00022315475845357939,
    9.945751278180853e-5,
    -4.492623673813314e-5,
    2.050721277567069e-5,
    -9.439488275268397e-6,
    4.374866789907488e-6,
    -2.039215753801366e-6,
    9.55141213040742e-7,
    -4.492469198764566e-7,
    2.1207184805554665e-7,
    -1.0043224823968099e-7,
    4.7698101693639804e-8,
    -2.2711094608943164e-8,
    1.0838659214896955e-8,
    -5.183475041970047e-9,
    2.4836745438024785e-9,
    -1.1921401405860912e-9,
    5.731367241678862e-10,
    -2.7595228851242334e-10,
    1.330476437424449e-10,
    -6.4229645638381e-11,
    3.1044247747322276e-11,
    -1.5021384080754142e-11,
    7.275974480239079e-12,
    -3.527742476575915e-12
  };

  /** B(2k) / (2k (2k - 1)) from k = 1, for Stirling's series. Source: A and S 6.1.41. */
  private static final double[] STIRLING = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400
  };

  private GammaFunctions() {}

  /**
   * log Gamma(x) for x > 0, to a relative error of about 1e-15, also near its zeros at 1 and 2.
   * Source: Abramowitz and Stegun 6.1.33 (series about 2) up to 2.5, 6.1.15 (recurrence) up to 10,
   * 6.1.41 (Stirling) above. O(1).
   *
   * @throws IllegalArgumentException if x is not positive (NaN neither)
   */
  public static double logGamma(double x) {
    if (!(x > 0)) {
      throw new IllegalArgumentException("Invalid x: " + x + " (must be > 0)");
    }
    if (x >= STIRLING_FROM) {
      // grouped so that nothing overflows before the result does
      return (x - 0.5) * (log(x) - 1) + (HALF_LOG_TWO_PI - 0.5) + stirlingCorrection(x);
    }
    if (x < 0.5) {
      return aboutTwo(x) - log1p(x) - log(x);
    }
    if (x < 1.5) {
      return aboutTwo(x - 1) - log1p(x - 1);
    }
    double product = 1;
    double reduced = x;
    while (reduced >= 2.5) {
      reduced -= 1;
      product *= reduced;
    }
    return product == 1 ? aboutTwo(reduced - 2) : log(product) + aboutTwo(reduced - 2);
  }

  /**
   * P(a, x), the regularised lower incomplete gamma function: the chance that a Gamma(a, 1)
   * variable is at most x. In [0, 1]. Source: Abramowitz and Stegun 6.5.29 (series) below a + 1,
   * 6.5.31 (continued fraction) above. Absolute error about 1e-14 up to a = 1e6; O(sqrt(a)).
   *
   * @throws IllegalArgumentException if a is not positive or x is negative
   */
  public static double regularizedLower(double a, double x) {
    checkIncomplete(a, x);
    if (x == 0) {
      return 0;
    }
    if (x == Double.POSITIVE_INFINITY) {
      return 1;
    }
    return x < a + 1 ? lowerBySeries(a, x) : 1 - upperByFraction(a, x);
  }

  /** Q(a, x) = 1 - P(a, x), exact also where it is tiny; see {@link #regularizedLower}. */
  public static double regularizedUpper(double a, double x) {
    checkIncomplete(a, x);
    if (x == 0) {
      return 1;
    }
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    return x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x);
  }

  /** log Gamma(x) minus Stirling's leading terms, for x >= 10. */
  static double stirlingCorrection(double x) {
    double inverse = 1 / x;
    double square = inverse * inverse;
    double sum = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      sum = sum * square + STIRLING[k];
    }
    return sum * inverse;
  }

  /** log Gamma(2 + t) for |t| <= 1/2. */
  private static double aboutTwo(double t) {
    double sum = 0;
    for (int k = ZETA.length - 1; k >= 0; k--) {
      sum = sum * t + ZETA[k];
    }
    return t * (ONE_MINUS_EULER + t * sum);
  }

  private static double lowerBySeries(double a, double x) {
    double term = 1;
    double sum = 1;
    for (double n = a + 1; term > sum * EPSILON; n++) {
      term *= x / n;
      sum += term;
    }
    return sum * powerOverGamma(a, x);
  }

  /** Lentz's method, as Thompson and Barnett (1986) modified it. */
  private static double upperByFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double fraction = d;
    double change = 0;
    for (long i = 1; abs(change - 1) > 2 * EPSILON && i < 10_000_000; i++) {
      double numerator = -i * (i - a);
      b += 2;
      d = 1 / awayFromZero(numerator * d + b);
      c = awayFromZero(b + numerator / c);
      change = d * c;
      fraction *= change;
    }
    return fraction * a * powerOverGamma(a, x);
  }

  static double awayFromZero(double value) {
    return abs(value) < TINY ? TINY : value;
  }

  /** x^a e^-x / Gamma(a + 1). */
  private static double powerOverGamma(double a, double x) {
    if (a < STIRLING_FROM) {
      return exp(a * log(x) - x - logGamma(a + 1));
    }
    // about x = a the big terms cancel: take them out by hand
    double u = (x - a) / a;
    double exponent = u > -0.9 ? log1p(u) - u : log(x / a) - u;
    return exp(a * exponent - stirlingCorrection(a)) / (SQRT_TWO_PI * sqrt(a));
  }

  private static void checkIncomplete(double a, double x) {
    if (!(a > 0)) {
      throw new IllegalArgumentException("Invalid a: " + a + " (must be > 0)");
    }
    if (!(x >= 0)) {
      throw new IllegalArgumentException("Invalid x: " + x + " (must be >= 0)");
    }
  }
}
