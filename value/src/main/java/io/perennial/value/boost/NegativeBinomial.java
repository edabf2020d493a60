// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;
import io.perennial.math.special.GammaRatios;

/** Counts with mean m and variance m + m² / size. */
final class NegativeBinomial {

  private static final double LEAST_LOG_SIZE = -5;
  private static final double MOST_LOG_SIZE = 9;
  private static final double BY_SEARCH_BELOW = 60;
  private static final double GOLDEN = 0.6180339887498949;

  private NegativeBinomial() {}

  static double logProbability(long count, double mean, double size) {
    double logRatio = Math.log(mean / (mean + size));
    return GammaRatios.logRising(size, count)
        - GammaFunctions.logGamma(count + 1.0)
        - size * Math.log1p(mean / size)
        + (count == 0 ? 0 : count * logRatio);
  }

  /**
   * The count below which a share {@code u} of the distribution lies, by search; for a large mean a
   * draw from {@code random} in its place.
   */
  static long draw(double u, double mean, double size, RandomStream random) {
    if (mean > BY_SEARCH_BELOW) {
      double rate = Gamma.standard(random, size) * (mean / size);
      return new Poisson(Math.min(rate, 1e12)).sample(random);
    }
    double ratio = mean / (mean + size);
    double probability = Math.exp(-size * Math.log1p(mean / size));
    double left = u - probability;
    long count = 0;
    // the second condition ends the search where rounding leaves nothing to subtract
    while (left >= 0 && count < 100_000) {
      probability *= ratio * (size + count) / (count + 1);
      left -= probability;
      count++;
      if (probability < 1e-18) {
        break;
      }
    }
    return count;
  }

  /** The likeliest size, by golden section on its logarithm. */
  static double sizeOf(double[] counts, double[] means) {
    double low = LEAST_LOG_SIZE;
    double high = MOST_LOG_SIZE;
    while (high - low > 0.02) {
      double first = high - GOLDEN * (high - low);
      double second = low + GOLDEN * (high - low);
      if (logLikelihood(counts, means, first) >= logLikelihood(counts, means, second)) {
        high = second;
      } else {
        low = first;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double logLikelihood(double[] counts, double[] means, double logSize) {
    double size = Math.exp(logSize);
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += logProbability((long) counts[i], means[i], size);
    }
    return sum;
  }
}
