// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Fitted;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;

/**
 * The spend of every customer in his {@link Futures}, or its value at present. As those, nothing is
 * stored and all is a pure function of the seed.
 */
public final class SpendFutures {

  private final Futures futures;
  private final GammaGammaModel[] models;
  private final int[] spendPurchases;
  private final double[] meanSpend;
  private final RandomSource source;
  private final double[] worth;

  private SpendFutures(
      Futures futures,
      GammaGammaModel[] models,
      int[] spendPurchases,
      double[] meanSpend,
      RandomSource source,
      double[] worth) {
    this.futures = futures;
    this.models = models;
    this.spendPurchases = spendPurchases;
    this.meanSpend = meanSpend;
    this.source = source;
    this.worth = worth;
  }

  /**
   * The spend in {@code futures} under a fitted model of spend, not discounted.
   *
   * @param spendPurchases the purchases that each mean spend is over, int[n]
   * @param meanSpend the mean spend of each, double[n]
   */
  public static SpendFutures of(
      Futures futures, Fitted<GammaGammaModel> spend, int[] spendPurchases, double[] meanSpend) {
    if (spendPurchases.length != futures.customers() || meanSpend.length != futures.customers()) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + futures.customers()
              + " customers, "
              + spendPurchases.length
              + " purchases, "
              + meanSpend.length
              + " mean spends (must be as many of each)");
    }
    SimulationConfig config = futures.config();
    RandomSource source = RandomSource.seeded(config.seed()).derive("spend");
    GammaGammaModel[] models = new GammaGammaModel[Math.max(1, config.parameterDraws())];
    models[0] = spend.model();
    for (int k = 0; k < config.parameterDraws(); k++) {
      models[k] =
          new GammaGammaTrainer()
              .model(Futures.moved(spend.certificate(), source.derive("parameters").stream(k)));
    }
    return new SpendFutures(
        futures,
        models,
        spendPurchases.clone(),
        meanSpend.clone(),
        source.derive("draws"),
        new double[0]);
  }

  /**
   * The same as value at present: each customer's spend times the margin, and times the share that
   * a purchase of his in the horizon keeps on average when it is discounted. The means are those of
   * {@link Valuation} for the same horizon; the spread neglects how unsure the moments of purchases
   * are.
   */
  public SpendFutures atPresentValue(double weeklyRate, double margin) {
    ValuationConfig checked =
        new ValuationConfig(futures.config().horizonWeeks(), weeklyRate, 0, margin);
    double[] share = futures.presentShare(checked.weeklyRate());
    for (int g = 0; g < share.length; g++) {
      share[g] *= checked.margin();
    }
    return new SpendFutures(futures, models, spendPurchases, meanSpend, source, share);
  }

  /** What customer {@code i} spends, or is worth, in each future, double[draws], in currency. */
  public double[] spend(int i) {
    int[] counts = futures.purchases(i);
    RandomStream random = source.stream(i);
    double factor = worth.length == 0 ? 1 : worth[futures.groupOf(i)];
    double[] spend = new double[counts.length];
    for (int d = 0; d < spend.length; d++) {
      if (counts[d] > 0) {
        spend[d] =
            factor
                * models[d % models.length].drawTotal(
                    spendPurchases[i], meanSpend[i], counts[d], random);
      }
    }
    return spend;
  }

  /** The central interval of customer {@code i}. */
  public Interval interval(int i, double level) {
    return Interval.of(spend(i), level);
  }

  /** All of {@code customers} together in each future, double[draws]; parallel. */
  public double[] totals(int[] customers) {
    return Summary.totals(futures.draws(), customers, this::spend);
  }

  /** As {@link Futures#summarize}, in currency. */
  public Summary summarize(double level, int[] cohortOf, int cohorts) {
    return Summary.of(level, futures.draws(), cohortOf, cohorts, futures.customers(), this::spend);
  }
}
