// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import io.perennial.math.random.RandomStream;

/** A distribution over real numbers. Immutable; samples with the stream it is given. */
public interface ContinuousDistribution {

  /** One draw. */
  double sample(RandomStream random);

  /** The natural logarithm of the density at x; negative infinity outside the support. */
  double logDensity(double x);

  /** P(X <= x), in [0, 1]. */
  double cumulative(double x);

  /** The expectation. */
  double mean();

  /** The variance. */
  double variance();
}
