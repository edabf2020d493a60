// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import io.perennial.math.random.RandomStream;
import io.perennial.math.special.ErrorFunction;

/**
 * The bell curve.
 *
 * @param mean its centre
 * @param deviation the standard deviation, > 0
 */
public record Normal(double mean, double deviation) implements ContinuousDistribution {

  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final double SQRT_HALF = 0.7071067811865476;

  public Normal {
    Parameters.requireFinite("mean", mean);
    Parameters.requirePositive("deviation", deviation);
  }

  /** Mean 0, deviation 1. */
  public static Normal standard() {
    return new Normal(0, 1);
  }

  /**
   * One draw of the standard normal. Source: the polar method, Marsaglia and Bray (1964). Its
   * second number is thrown away, so that a stream's next draw never depends on what was drawn
   * before.
   */
  public static double standard(RandomStream random) {
    while (true) {
      double x = 2 * random.nextOpenDouble() - 1;
      double y = 2 * random.nextOpenDouble() - 1;
      double square = x * x + y * y;
      if (square < 1 && square > 0) {
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  @Override
  public double sample(RandomStream random) {
    return mean + deviation * standard(random);
  }

  @Override
  public double logDensity(double x) {
    double z = (x - mean) / deviation;
    return -0.5 * z * z - StrictMath.log(deviation) - HALF_LOG_TWO_PI;
  }

  @Override
  public double cumulative(double x) {
    return 0.5 * ErrorFunction.erfc(-(x - mean) / deviation * SQRT_HALF);
  }

  @Override
  public double variance() {
    return deviation * deviation;
  }
}
