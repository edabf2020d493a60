// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.distribution.Normal;
import io.perennial.math.special.BetaFunctions;
import io.perennial.math.special.ErrorFunction;
import io.perennial.math.special.GammaFunctions;

/**
 * What a difference divided by its estimated standard error follows where there is none.
 *
 * @param degrees of freedom, > 0
 */
record StudentT(double degrees) {

  /** Beyond these degrees the bell curve is the same to 1e-6. */
  private static final double NORMAL_BEYOND = 1e6;

  private static final double SQRT_HALF = 0.7071067811865476;

  StudentT {
    Checked.positive("degrees", degrees);
  }

  /** P(T > t). Source: DLMF 8.17, the incomplete beta function. */
  double upperTail(double t) {
    if (degrees > NORMAL_BEYOND) {
      return 0.5 * ErrorFunction.erfc(t * SQRT_HALF);
    }
    double square = t * t;
    double x = square == Double.POSITIVE_INFINITY ? 0 : degrees / (degrees + square);
    double tail = 0.5 * BetaFunctions.regularized(0.5 * degrees, 0.5, x);
    return t >= 0 ? tail : 1 - tail;
  }

  /**
   * The t that is exceeded with that chance, at most 1/2: Newton's steps from the bell curve's,
   * which lies below, along a tail that is convex: they never overshoot.
   */
  double exceededWith(double chance) {
    double t = Normal.standard().quantile(1 - chance);
    if (degrees > NORMAL_BEYOND) {
      return t;
    }
    double scale =
        GammaFunctions.logGamma(0.5 * (degrees + 1))
            - GammaFunctions.logGamma(0.5 * degrees)
            - 0.5 * StrictMath.log(StrictMath.PI * degrees);
    for (int turn = 0; turn < 500; turn++) {
      double density =
          StrictMath.exp(scale - 0.5 * (degrees + 1) * StrictMath.log1p(t * t / degrees));
      double step = (upperTail(t) - chance) / density;
      t += step;
      if (StrictMath.abs(step) <= 1e-13 * t) {
        break;
      }
    }
    return t;
  }
}
