// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretoggg;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.GroupedHistories;
import io.perennial.value.fit.DataNeeds;
import java.util.List;

/**
 * Draws from the posterior of the Pareto/GGG model by Gibbs sampling: intervals Gamma(k, k lambda),
 * life exponential with rate mu; k, lambda and mu are Gamma(t, gamma), Gamma(r, alpha) and Gamma(s,
 * beta) over the customers. Source: Platzer and Reutterer (2016); the sampler is our own ({@link
 * Lives}, {@link Hyper}). About 2 microseconds a customer and round.
 */
public final class ParetoGggTrainer {

  /**
   * The posterior given the histories.
   *
   * @throws io.perennial.value.TooLittleDataException if too few customers have a repeat purchase
   */
  public ParetoGggPosterior train(List<TimedHistory> histories, ParetoGggConfig config) {
    GroupedHistories grouped =
        GroupedHistories.of(histories.stream().map(TimedHistory::history).toList());
    DataNeeds.check("Pareto/GGG", grouped);
    double time = grouped.totalAgeWeeks() / grouped.customers();
    double rate = grouped.totalRepeats() / grouped.totalAgeWeeks();
    RandomSource source = RandomSource.seeded(config.seed()).derive("pareto-ggg");
    int kept = config.kept();
    double[][][] hyper = new double[config.chains()][kept][];
    float[][][] lives = new float[config.chains() * kept][][];
    for (int c = 0; c < config.chains(); c++) {
      RandomSource chain = source.derive(c);
      Lives state = new Lives(List.copyOf(histories), rate, 0.5 / time, chain.derive("customers"));
      RandomStream random = chain.stream(0);
      // chains start apart: twice and half as long-lived, as regular
      double spread = Math.pow(2, 2.0 * c / (config.chains() - 1) - 1);
      double[] now = {2, 2 / spread, 0.7, 0.7 / rate, 0.7, 0.7 * time * spread};
      for (int round = 0; round < config.burnIn() + kept * config.thin(); round++) {
        state.draw(now);
        double[] sums = state.sums();
        int n = histories.size();
        Hyper.draw(now, 0, n, sums[0], sums[1], random);
        Hyper.draw(now, 2, n, sums[2], sums[3], random);
        Hyper.draw(now, 4, n, sums[4], sums[5], random);
        int counted = round - config.burnIn() + 1;
        if (counted > 0 && counted % config.thin() == 0) {
          int at = counted / config.thin() - 1;
          hyper[c][at] = now.clone();
          lives[c * kept + at] =
              new float[][] {floats(state.k), floats(state.lambda), floats(state.tau)};
        }
      }
    }
    return new ParetoGggPosterior(List.copyOf(histories), hyper, lives, config.seed());
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
