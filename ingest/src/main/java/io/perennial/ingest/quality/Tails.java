// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import io.perennial.math.special.BetaFunctions;
import io.perennial.math.special.GammaFunctions;
import java.util.function.DoubleUnaryOperator;

/** Far tails of textbook distributions, by inverting their cumulative probabilities. */
final class Tails {

  private static final int HALVINGS = 60;

  private Tails() {}

  /**
   * What a Student t variable is above with chance {@code level}.
   *
   * @param level within (0, 0.5)
   * @param freedom degrees of freedom, positive
   */
  static double student(double level, double freedom) {
    double high = 2;
    while (studentAbove(high, freedom) > level) {
      high *= 2;
    }
    return falling(t -> studentAbove(t, freedom), level, 0, high);
  }

  private static double studentAbove(double t, double freedom) {
    return 0.5 * BetaFunctions.regularized(freedom / 2, 0.5, freedom / (freedom + t * t));
  }

  /** What a chi-square variable is above with chance {@code level}. */
  static double chiSquare(double level, double freedom) {
    double high = freedom + 10;
    while (GammaFunctions.regularizedUpper(freedom / 2, high / 2) > level) {
      high *= 2;
    }
    return falling(x -> GammaFunctions.regularizedUpper(freedom / 2, x / 2), level, 0, high);
  }

  /** The chance of {@code hits} or more in {@code of} trials. */
  static double atLeast(double hits, double of, double chance) {
    if (hits <= 0) {
      return 1;
    }
    return hits > of ? 0 : BetaFunctions.regularized(hits, of - hits + 1, chance);
  }

  /** The chance of {@code hits} or fewer in {@code of} trials. */
  static double atMost(double hits, double of, double chance) {
    if (hits < 0) {
      return 0;
    }
    return hits >= of ? 1 : BetaFunctions.regularized(of - hits, hits + 1, 1 - chance);
  }

  /** The highest chance under which so few hits are seen in {@code level} of all cases. */
  static double chanceAtMost(double hits, double of, double level) {
    return hits >= of ? 1 : falling(p -> atMost(hits, of, p), level, 0, 1);
  }

  /** The lowest chance under which so many hits are seen in {@code level} of all cases. */
  static double chanceAtLeast(double hits, double of, double level) {
    return hits <= 0 ? 0 : 1 - falling(q -> atLeast(hits, of, 1 - q), level, 0, 1);
  }

  /** The largest whole number whose chance of being reached or passed is at least {@code level}. */
  static double largest(DoubleUnaryOperator chance, double level, double from, double most) {
    double low = from;
    double step = 1;
    while (low + step <= most && chance.applyAsDouble(low + step) >= level) {
      low += step;
      step *= 2;
    }
    for (; step >= 1; step = Math.floor(step / 2)) {
      if (low + step <= most && chance.applyAsDouble(low + step) >= level) {
        low += step;
      }
    }
    return low;
  }

  /** Where a falling function comes down to {@code level}. */
  private static double falling(DoubleUnaryOperator f, double level, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (f.applyAsDouble(middle) > level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
