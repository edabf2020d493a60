// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import io.perennial.math.random.RandomStream;

/** A distribution over the whole numbers from 0. Immutable; samples with the given stream. */
public interface DiscreteDistribution {

  /** One draw. */
  long sample(RandomStream random);

  /** The natural logarithm of P(X = k); negative infinity outside the support. */
  double logProbability(long k);

  /** The expectation. */
  double mean();

  /** The variance. */
  double variance();
}
