// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.math.distribution.Normal;
import io.perennial.math.special.BetaFunctions;
import io.perennial.value.forecast.Interval;

/**
 * Units to expect in a period.
 *
 * @param expected the middle of what the mean may be
 * @param logVariance the variance of the logarithm of the mean, >= 0
 * @param dispersion the variance of what is sold about its mean, over the mean
 * @param whole whether units are counted, not weighed
 */
public record UnitsForecast(double expected, double logVariance, double dispersion, boolean whole) {

  /** Beyond this mean the law is taken as log-normal. */
  private static final double COUNTED = 5000;

  /**
   * The interval that what is sold is in with probability {@code level}: a negative binomial law
   * that has the variance of the sales and of the mean; log-normal where many are sold, or units
   * are weighed.
   *
   * @param level within (0, 1)
   */
  public Interval interval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: " + level + " (must be above 0 and below 1)");
    }
    double mean = expected;
    double variance = dispersion * mean + mean * mean * Math.expm1(Math.min(50, logVariance));
    double tail = (1 - level) / 2;
    if (!whole || mean > COUNTED) {
      double logs = Math.log1p(variance / Math.max(mean * mean, 1e-300));
      double half = Normal.standard().quantile(1 - tail) * Math.sqrt(logs);
      return new Interval(mean * Math.exp(-half), mean * Math.exp(half));
    }
    double over = Math.max(variance - mean, 1e-3 * mean + 1e-12);
    double shape = Math.max(mean * mean / over, 1e-6);
    return new Interval(quantile(shape, mean, tail), quantile(shape, mean, 1 - tail));
  }

  /** The least count with a cumulative chance of {@code p}. */
  private static double quantile(double shape, double mean, double p) {
    double chance = shape / (shape + mean);
    long low = -1;
    long high = 1;
    while (BetaFunctions.regularized(shape, high + 1.0, chance) < p && high < 1L << 40) {
      high *= 2;
    }
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (BetaFunctions.regularized(shape, middle + 1.0, chance) >= p) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
