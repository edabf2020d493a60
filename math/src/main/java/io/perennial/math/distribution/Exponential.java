// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import io.perennial.math.random.RandomStream;

/**
 * The wait for something that happens at a constant rate.
 *
 * @param rate events per unit of time, > 0
 */
public record Exponential(double rate) implements ContinuousDistribution {

  public Exponential {
    Parameters.requirePositive("rate", rate);
  }

  /** One draw at rate 1, by inversion; always positive. */
  public static double standard(RandomStream random) {
    return -StrictMath.log(random.nextOpenDouble());
  }

  @Override
  public double sample(RandomStream random) {
    return standard(random) / rate;
  }

  @Override
  public double logDensity(double x) {
    return x >= 0 ? StrictMath.log(rate) - rate * x : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double cumulative(double x) {
    return x > 0 ? -StrictMath.expm1(-rate * x) : 0;
  }

  @Override
  public double mean() {
    return 1 / rate;
  }

  @Override
  public double variance() {
    return 1 / (rate * rate);
  }
}
