// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.forecast.NextPurchase;

/**
 * Purchases of each customer under a buy-till-you-die model, parameters drawn from what the data
 * leave open: as {@link io.perennial.value.forecast.Futures}, but a part of the draws can be had
 * alone, and mean and P(active) are near exact. Draw d of all customers has the same parameters.
 */
final class BtydFutures implements Ranged {

  private static final int BLOCK = 8;
  private static final int SETS = 25;

  private final GroupedHistories histories;
  private final double horizonWeeks;
  private final int draws;
  private final PurchaseModel[] models;
  private final double[][] alive;
  private final double[] mean;
  private final double[] chance;
  private final RandomSource source;

  private BtydFutures(
      GroupedHistories histories,
      double horizonWeeks,
      int draws,
      PurchaseModel[] models,
      double[] mean,
      RandomSource source) {
    this.histories = histories;
    this.horizonWeeks = horizonWeeks;
    this.draws = draws;
    this.models = models;
    this.mean = mean;
    this.source = source;
    this.alive = new double[models.length][];
    for (int k = 0; k < models.length; k++) {
      alive[k] = models[k].probabilityAlive(histories);
    }
    this.chance = chances();
  }

  /** P(any purchase) of each group, exact for each set of parameters, and the mean over them. */
  private double[] chances() {
    double[] chances = new double[histories.size()];
    Chunks.forEach(
        chances.length,
        256,
        (from, to) -> {
          for (int g = from; g < to; g++) {
            double sum = 0;
            for (PurchaseModel model : models) {
              sum += NextPurchase.of(model, histories.history(g)).probabilityWithin(horizonWeeks);
            }
            chances[g] = sum / models.length;
          }
        });
    return chances;
  }

  static BtydFutures of(Fitted<? extends PurchaseModel> fitted, Cases cases, LadderConfig config) {
    RandomSource source = RandomSource.seeded(config.seed()).derive("btyd");
    GroupedHistories histories = cases.observed().histories();
    PurchaseModel[] models = new PurchaseModel[Math.min(SETS, config.draws())];
    for (int k = 0; k < models.length; k++) {
      models[k] =
          fitted.model().withParameters(moved(fitted, source.derive("parameters").stream(k)));
    }
    return new BtydFutures(
        histories,
        cases.horizonWeeks(),
        config.draws(),
        models,
        fitted.model().expectedPurchases(histories, cases.horizonWeeks()),
        source);
  }

  static double[] moved(Fitted<?> fitted, RandomStream random) {
    double[] deviates = new double[fitted.certificate().names().size()];
    for (int p = 0; p < deviates.length; p++) {
      deviates[p] = Normal.standard(random);
    }
    return fitted.certificate().moved(deviates);
  }

  @Override
  public int customers() {
    return histories.customers();
  }

  @Override
  public int draws() {
    return draws;
  }

  @Override
  public void draw(int i, int from, int to, double[] into, int at) {
    int g = histories.groupOf(i);
    PurchaseHistory history = histories.history(g);
    int d = from / BLOCK * BLOCK;
    RandomStream random = source.stream(stream(i, d));
    for (; d < to; d++) {
      if (d % BLOCK == 0) {
        random = source.stream(stream(i, d));
      }
      int k = d % models.length;
      int count = models[k].drawPurchases(history, alive[k][g], horizonWeeks, random);
      if (d >= from) {
        into[at + d - from] = count;
      }
    }
  }

  private static long stream(int i, int d) {
    return (long) i << 24 | d / BLOCK;
  }

  @Override
  public double mean(int i) {
    return mean[histories.groupOf(i)];
  }

  @Override
  public double probabilityAboveZero(int i) {
    return chance[histories.groupOf(i)];
  }
}
