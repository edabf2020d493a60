// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Fitted;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;

/**
 * The spend of every customer in his {@link Futures}. As those, nothing is stored and all is a pure
 * function of the seed.
 */
public final class SpendFutures {

  private final Futures futures;
  private final GammaGammaModel[] models;
  private final RandomSource source;

  private SpendFutures(Futures futures, GammaGammaModel[] models, RandomSource source) {
    this.futures = futures;
    this.models = models;
    this.source = source;
  }

  /** The spend in {@code futures} under a fitted model of spend; {@code config} as theirs. */
  public static SpendFutures of(
      Futures futures, Fitted<GammaGammaModel> spend, SimulationConfig config) {
    RandomSource source = RandomSource.seeded(config.seed()).derive("spend");
    GammaGammaModel[] models = new GammaGammaModel[Math.max(1, config.parameterDraws())];
    models[0] = spend.model();
    for (int k = 0; k < config.parameterDraws(); k++) {
      models[k] =
          new GammaGammaTrainer()
              .model(Futures.moved(spend.certificate(), source.derive("parameters").stream(k)));
    }
    return new SpendFutures(futures, models, source.derive("draws"));
  }

  /**
   * What customer {@code i} spends in each future, double[draws], in currency units, not
   * discounted.
   *
   * @param purchases the purchases that the mean spend is over
   * @param meanSpend the mean spend so far
   */
  public double[] spend(int i, int purchases, double meanSpend) {
    int[] counts = futures.purchases(i);
    RandomStream random = source.stream(i);
    double[] spend = new double[counts.length];
    for (int d = 0; d < spend.length; d++) {
      spend[d] = models[d % models.length].drawTotal(purchases, meanSpend, counts[d], random);
    }
    return spend;
  }
}
