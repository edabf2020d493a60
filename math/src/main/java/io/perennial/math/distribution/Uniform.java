// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import io.perennial.math.random.RandomStream;

/**
 * Every number between two bounds alike.
 *
 * @param low the lower bound, which may be drawn
 * @param high the upper bound, greater than {@code low}
 */
public record Uniform(double low, double high) implements ContinuousDistribution {

  public Uniform {
    Parameters.requireFinite("low", low);
    Parameters.requireFinite("high", high);
    if (low >= high) {
      throw new IllegalArgumentException(
          "Invalid high: " + high + " (must be greater than low, " + low + ")");
    }
  }

  @Override
  public double sample(RandomStream random) {
    return low + (high - low) * random.nextDouble();
  }

  @Override
  public double logDensity(double x) {
    return x >= low && x <= high ? -StrictMath.log(high - low) : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double cumulative(double x) {
    return StrictMath.min(1, StrictMath.max(0, (x - low) / (high - low)));
  }

  @Override
  public double mean() {
    return low + (high - low) / 2;
  }

  @Override
  public double variance() {
    return (high - low) * (high - low) / 12;
  }
}
