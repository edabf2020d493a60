// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import io.perennial.math.parallel.Chunks;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseModel;
import io.perennial.value.gammagamma.GammaGammaModel;

/**
 * What each of n customers is worth from now on, in columns: the chance of being a customer, the
 * purchases and the spend per purchase to expect, and their product at present value. Immutable.
 */
public final class Valuation {

  private final double[] probabilityAlive;
  private final double[] expectedPurchases;
  private final double[] discountedPurchases;
  private final double[] expectedSpend;
  private final double[] value;

  private Valuation(
      double[] probabilityAlive,
      double[] expectedPurchases,
      double[] discountedPurchases,
      double[] expectedSpend,
      double[] value) {
    this.probabilityAlive = probabilityAlive;
    this.expectedPurchases = expectedPurchases;
    this.discountedPurchases = discountedPurchases;
    this.expectedSpend = expectedSpend;
    this.value = value;
  }

  /**
   * Values all customers of {@code histories}. Purchases are computed once a group, spend once a
   * customer. Parallel, with the same bits on any number of threads.
   *
   * @param spendPurchases the purchases that each mean spend is over, int[n]
   * @param meanSpend the mean spend of each, double[n]; not read where there is no purchase
   */
  public static Valuation of(
      PurchaseModel purchases,
      GammaGammaModel spend,
      GroupedHistories histories,
      int[] spendPurchases,
      double[] meanSpend,
      ValuationConfig config) {
    int n = histories.customers();
    if (spendPurchases.length != n || meanSpend.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " histories, "
              + spendPurchases.length
              + " purchases, "
              + meanSpend.length
              + " mean spends (must be as many of each)");
    }
    double[] alive = purchases.probabilityAlive(histories);
    double[] expected = purchases.expectedIfAlive(histories, config.forecastWeeks());
    double[] discounted =
        purchases.discountedIfAlive(histories, config.weeklyRate(), config.horizonWeeks());
    for (int g = 0; g < alive.length; g++) {
      expected[g] *= alive[g];
      discounted[g] *= alive[g];
    }
    Valuation valuation =
        new Valuation(
            histories.spread(alive),
            histories.spread(expected),
            histories.spread(discounted),
            new double[n],
            new double[n]);
    Chunks.forEach(
        n,
        1 << 14,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double each = spend.expectedSpend(spendPurchases[i], meanSpend[i]);
            valuation.expectedSpend[i] = each;
            valuation.value[i] = config.margin() * each * valuation.discountedPurchases[i];
          }
        });
    return valuation;
  }

  /** How many customers. */
  public int customers() {
    return value.length;
  }

  /** P(alive) of customer {@code i}, in [0, 1]. */
  public double probabilityAlive(int i) {
    return probabilityAlive[i];
  }

  /** Purchases of customer {@code i} to expect in the {@link ValuationConfig#forecastWeeks()}. */
  public double expectedPurchases(int i) {
    return expectedPurchases[i];
  }

  /** Purchases to come of customer {@code i}, at present value. */
  public double discountedPurchases(int i) {
    return discountedPurchases[i];
  }

  /** Expected spend per purchase of customer {@code i}, in currency units. */
  public double expectedSpend(int i) {
    return expectedSpend[i];
  }

  /** Residual lifetime value of customer {@code i}: margin x spend x discounted purchases. */
  public double value(int i) {
    return value[i];
  }

  /** The residual lifetime value of each, double[n]; a copy. */
  public double[] values() {
    return value.clone();
  }

  /** P(alive) of each, double[n]; a copy. */
  public double[] probabilitiesAlive() {
    return probabilityAlive.clone();
  }
}
