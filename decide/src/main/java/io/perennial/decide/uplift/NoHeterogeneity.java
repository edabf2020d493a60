// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.Arrays;

/** The same effect for all: the difference of the arms' means, with its error. */
final class NoHeterogeneity extends PairLearner {

  @Override
  public String name() {
    return "no heterogeneity";
  }

  @Override
  PairModel pair(Experiment two, long seed) {
    Experiment free = two.withCosts(0, 0);
    PolicyValue.Difference effect =
        PolicyValue.of(free, Policy.everyone(free, 1))
            .minus(PolicyValue.of(free, Policy.nobody(free.rows())));
    return features -> {
      double[][] both = new double[2][features.rows()];
      Arrays.fill(both[0], effect.amount());
      Arrays.fill(both[1], effect.error());
      return both;
    };
  }
}
