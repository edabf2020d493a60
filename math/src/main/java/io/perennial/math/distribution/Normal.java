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

  /**
   * The value that a share {@code p} of the distribution lies below. Source: the rational guess of
   * Abramowitz and Stegun 26.2.23, then Halley's method on {@link #cumulative}; to about 1e-14
   * deviations for p from 1e-300 to 1 - 1e-15. O(1).
   *
   * @throws IllegalArgumentException if p is not within (0, 1)
   */
  public double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("Invalid p: " + p + " (must be within (0, 1))");
    }
    double tail = StrictMath.min(p, 1 - p);
    double t = StrictMath.sqrt(-2 * StrictMath.log(tail));
    double z =
        t
            - (2.515517 + t * (0.802853 + t * 0.010328))
                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    for (int turn = 0; turn < 4; turn++) {
      // relative to the tail, which the density next to it is small against nowhere
      double error = 0.5 * ErrorFunction.erfc(z * SQRT_HALF) - tail;
      double step = error * StrictMath.exp(0.5 * z * z + HALF_LOG_TWO_PI);
      z += step / (1 - 0.5 * z * step);
    }
    return mean + deviation * (p < 0.5 ? -z : z);
  }

  @Override
  public double variance() {
    return deviation * deviation;
  }
}
