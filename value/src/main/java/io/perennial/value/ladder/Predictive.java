// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.summary.StableSum;

/**
 * The predictive distribution of n outcomes, as draws. Draw d of all customers shares what they
 * have in common (parameters, the trend of the base), so that sums over customers have an honest
 * spread. Draws are a pure function of (seed, i): the same bits on any thread.
 */
public interface Predictive {

  /** How many customers. */
  int customers();

  /** How many draws each has. */
  int draws();

  /** The draws of customer {@code i}, double[draws]; the caller's own. */
  double[] draws(int i);

  /** The mean of customer {@code i}: exact where the model knows it, else that of the draws. */
  default double mean(int i) {
    return StableSum.of(draws(i)) / draws();
  }

  /** P(outcome > 0) of customer {@code i}: exact where the model knows it, else of the draws. */
  default double probabilityAboveZero(int i) {
    int above = 0;
    for (double draw : draws(i)) {
      above += draw > 0 ? 1 : 0;
    }
    return above / (double) draws();
  }
}
