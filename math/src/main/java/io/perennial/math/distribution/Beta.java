// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import io.perennial.math.random.RandomStream;
import io.perennial.math.special.BetaFunctions;

/**
 * The beta distribution on [0, 1]: what is believed of a chance after a - 1 hits, b - 1 misses.
 *
 * @param a > 0
 * @param b > 0
 */
public record Beta(double a, double b) implements ContinuousDistribution {

  public Beta {
    Parameters.requirePositive("a", a);
    Parameters.requirePositive("b", b);
  }

  /** One draw, as X / (X + Y) of two gamma draws. */
  @Override
  public double sample(RandomStream random) {
    double x = Gamma.standard(random, a);
    double y = Gamma.standard(random, b);
    if (x + y > 0) {
      return x / (x + y);
    }
    // both shapes so small that both draws underflowed: the mass lies at the two ends
    return random.chance(a / (a + b)) ? 1 : 0;
  }

  @Override
  public double logDensity(double x) {
    if (!(x >= 0 && x <= 1)) {
      return Double.NEGATIVE_INFINITY;
    }
    double left = a == 1 ? 0 : (a - 1) * StrictMath.log(x);
    double right = b == 1 ? 0 : (b - 1) * StrictMath.log1p(-x);
    return left + right - BetaFunctions.logBeta(a, b);
  }

  @Override
  public double cumulative(double x) {
    return BetaFunctions.regularized(a, b, StrictMath.min(1, StrictMath.max(0, x)));
  }

  @Override
  public double mean() {
    return a / (a + b);
  }

  @Override
  public double variance() {
    double sum = a + b;
    return a / sum * (b / sum) / (sum + 1);
  }
}
