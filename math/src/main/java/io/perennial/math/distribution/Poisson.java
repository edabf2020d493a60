// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.floor;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sqrt;

import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;

/**
 * How often something happens that happens at a constant rate.
 *
 * @param mean the expected count, >= 0 and at most 1e15
 */
public record Poisson(double mean) implements DiscreteDistribution {

  private static final double INVERSION_BELOW = 10;

  public Poisson {
    if (!(mean >= 0 && mean <= 1e15)) {
      throw new IllegalArgumentException("Invalid mean: " + mean + " (must be within [0, 1e15])");
    }
  }

  /**
   * One draw; exact at every mean. Source: inversion by search below mean 10; above it Hormann's
   * transformed rejection PTRS, "The transformed rejection method for generating Poisson random
   * variables" (1993). Expected O(min(mean, 10)).
   */
  @Override
  public long sample(RandomStream random) {
    return mean < INVERSION_BELOW ? bySearch(random) : byTransformedRejection(random);
  }

  private long bySearch(RandomStream random) {
    double probability = exp(-mean);
    double left = random.nextDouble();
    long k = 0;
    // the second condition ends the search where rounding has left nothing to subtract
    while (left >= probability && k < 200) {
      left -= probability;
      k++;
      probability *= mean / k;
    }
    return k;
  }

  private long byTransformedRejection(RandomStream random) {
    double logMean = log(mean);
    double b = 0.931 + 2.53 * sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double squeeze = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = random.nextOpenDouble() - 0.5;
      double v = random.nextOpenDouble();
      double us = 0.5 - abs(u);
      double k = floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= squeeze) {
        return (long) k;
      }
      if (k < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      double bound = log(v) + log(inverseAlpha) - log(a / (us * us) + b);
      if (bound <= k * logMean - mean - GammaFunctions.logGamma(k + 1)) {
        return (long) k;
      }
    }
  }

  @Override
  public double logProbability(long k) {
    if (k < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double power = k == 0 ? 0 : k * log(mean);
    return power - mean - GammaFunctions.logGamma(k + 1.0);
  }

  @Override
  public double variance() {
    return mean;
  }
}
