// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.joint;

import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.Interval;
import io.perennial.value.forecast.SimulationConfig;

/**
 * The spend of every customer in his {@link Futures} where spend goes with frequency: as {@link
 * io.perennial.value.forecast.SpendFutures}, whose independent spend this replaces. A future with
 * many purchases is one of a customer who buys often, and each of them is spent on accordingly.
 * Nothing is stored, and all is a pure function of the seed.
 */
public final class JointSpendFutures {

  private static final int PIECE = 256;

  private final Futures futures;
  private final double weeks;
  private final DependentSpendModel[] models;
  private final BuyingRates rates;
  private final int[] spendPurchases;
  private final double[] meanSpend;
  private final RandomSource source;

  private JointSpendFutures(
      Futures futures,
      double weeks,
      DependentSpendModel[] models,
      BuyingRates rates,
      int[] spendPurchases,
      double[] meanSpend,
      RandomSource source) {
    this.futures = futures;
    this.weeks = weeks;
    this.models = models;
    this.rates = rates;
    this.spendPurchases = spendPurchases;
    this.meanSpend = meanSpend;
    this.source = source;
  }

  /**
   * The spend in {@code futures}, not discounted.
   *
   * @param config that the futures were made with
   * @param rates of the same customers
   * @param spendPurchases the purchases that each mean spend is over, int[n]
   * @param meanSpend the mean spend of each, double[n]
   */
  public static JointSpendFutures of(
      Futures futures,
      SimulationConfig config,
      Fitted<DependentSpendModel> spend,
      BuyingRates rates,
      int[] spendPurchases,
      double[] meanSpend) {
    int n = futures.customers();
    if (rates.customers() != n || spendPurchases.length != n || meanSpend.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " customers, "
              + rates.customers()
              + " rates, "
              + spendPurchases.length
              + " purchases, "
              + meanSpend.length
              + " mean spends (must be as many of each)");
    }
    RandomSource source = RandomSource.seeded(config.seed()).derive("joint spend");
    DependentSpendModel[] models = new DependentSpendModel[Math.max(1, config.parameterDraws())];
    models[0] = spend.model();
    for (int k = 0; k < config.parameterDraws(); k++) {
      models[k] = moved(spend, source.derive("parameters").stream(k));
    }
    return new JointSpendFutures(
        futures,
        config.horizonWeeks(),
        models,
        rates,
        spendPurchases.clone(),
        meanSpend.clone(),
        source.derive("draws"));
  }

  private static DependentSpendModel moved(Fitted<DependentSpendModel> spend, RandomStream random) {
    Certificate certificate = spend.certificate();
    double[] deviates = new double[certificate.names().size()];
    for (int j = 0; j < deviates.length; j++) {
      deviates[j] = Normal.standard(random);
    }
    return new DependentSpendTrainer().model(certificate.moved(deviates), spend.model().centre());
  }

  /** What customer {@code i} spends in each future, double[draws], in currency. */
  public double[] spend(int i) {
    int[] counts = futures.purchases(i);
    RandomStream random = source.stream(i);
    double[] spend = new double[counts.length];
    for (int d = 0; d < spend.length; d++) {
      if (counts[d] > 0) {
        spend[d] =
            models[d % models.length].drawTotal(
                rates, i, spendPurchases[i], meanSpend[i], counts[d], weeks, random);
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
    return Chunks.sum(
        customers.length,
        PIECE,
        futures.draws(),
        (sum, from, to) -> {
          for (int c = from; c < to; c++) {
            double[] drawn = spend(customers[c]);
            for (int d = 0; d < drawn.length; d++) {
              sum[d] += drawn[d];
            }
          }
        });
  }
}
