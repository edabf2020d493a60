// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Fitted;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;

/** What is spent in {@link BtydFutures}, each purchase by the gamma-gamma model. */
final class BtydSpend implements Ranged {

  private static final int BLOCK = 8;
  private static final double MOST = 1e100; // sums of millions of it are still finite

  private final BtydFutures counts;
  private final GammaGammaModel estimate;
  private final GammaGammaModel[] models;
  private final SpendSeen seen;
  private final RandomSource source;

  private BtydSpend(
      BtydFutures counts,
      GammaGammaModel estimate,
      GammaGammaModel[] models,
      SpendSeen seen,
      RandomSource source) {
    this.counts = counts;
    this.estimate = estimate;
    this.models = models;
    this.seen = seen;
    this.source = source;
  }

  static BtydSpend of(
      BtydFutures counts, Fitted<GammaGammaModel> fitted, Cases cases, LadderConfig config) {
    RandomSource source = RandomSource.seeded(config.seed()).derive("btyd spend");
    GammaGammaModel[] models = new GammaGammaModel[Math.min(25, config.draws())];
    for (int k = 0; k < models.length; k++) {
      models[k] =
          new GammaGammaTrainer()
              .model(BtydFutures.moved(fitted, source.derive("parameters").stream(k)));
    }
    return new BtydSpend(counts, fitted.model(), models, SpendSeen.of(cases), source);
  }

  @Override
  public int customers() {
    return counts.customers();
  }

  @Override
  public int draws() {
    return counts.draws();
  }

  @Override
  public void draw(int i, int from, int to, double[] into, int at) {
    int start = from / BLOCK * BLOCK;
    double[] drawn = new double[to - start];
    counts.draw(i, start, to, drawn, 0);
    RandomStream random = source.stream((long) i << 24 | start / BLOCK);
    for (int d = start; d < to; d++) {
      if (d % BLOCK == 0) {
        random = source.stream((long) i << 24 | d / BLOCK);
      }
      long count = (long) drawn[d - start];
      double spent =
          count == 0
              ? 0
              : Math.min(
                  MOST,
                  models[d % models.length].drawTotal(
                      seen.purchases(i), seen.mean(i), count, random));
      if (d >= from) {
        into[at + d - from] = spent;
      }
    }
  }

  @Override
  public double probabilityAboveZero(int i) {
    return counts.probabilityAboveZero(i);
  }

  @Override
  public double mean(int i) {
    return counts.mean(i) * estimate.expectedSpend(seen.purchases(i), seen.mean(i));
  }
}
