// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.special;

/** The error function and its complement. Stateless. */
public final class ErrorFunction {

  private ErrorFunction() {}

  /** erf(x), in [-1, 1]. Source: Abramowitz and Stegun 6.5.16. Error about 1e-15. */
  public static double erf(double x) {
    double magnitude = GammaFunctions.regularizedLower(0.5, x * x);
    return x < 0 ? -magnitude : magnitude;
  }

  /** erfc(x) = 1 - erf(x), in [0, 2], with full relative precision in the upper tail. */
  public static double erfc(double x) {
    return x < 0
        ? 1 + GammaFunctions.regularizedLower(0.5, x * x)
        : GammaFunctions.regularizedUpper(0.5, x * x);
  }
}
