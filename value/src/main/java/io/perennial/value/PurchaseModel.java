// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomStream;
import java.util.function.ToDoubleFunction;

/**
 * A fitted model of repeat buying: given a history, is the customer still one, and how much will he
 * buy? Every answer is finite for every valid history. Implementations are immutable.
 */
public interface PurchaseModel {

  /**
   * The logarithm of the likelihood of one history, as Fader and Hardie write it (without x! and
   * without a constant for the unit of time).
   */
  double logLikelihood(PurchaseHistory history);

  /**
   * log P(alive | x, t_x, T), at most 0: finite where the probability itself is too small for a
   * double.
   */
  double logProbabilityAlive(PurchaseHistory history);

  /** P(alive | x, t_x, T): the chance that the customer has not left for good, in [0, 1]. */
  default double probabilityAlive(PurchaseHistory history) {
    return Math.exp(logProbabilityAlive(history));
  }

  /**
   * E[purchases in (T, T + horizon] | x, t_x, T], >= 0.
   *
   * @param horizonWeeks >= 0 and finite
   */
  default double expectedPurchases(PurchaseHistory history, double horizonWeeks) {
    return Math.exp(logExpectedPurchases(history, horizonWeeks));
  }

  /**
   * The logarithm of {@link #expectedPurchases(PurchaseHistory, double)}: finite for a positive
   * horizon also where the expectation is too small for a double; minus infinity for horizon 0.
   */
  double logExpectedPurchases(PurchaseHistory history, double horizonWeeks);

  /**
   * The purchases of (T, T + horizon], each counted at its present value at T: DET, and with an
   * infinite horizon DERT.
   *
   * @param weeklyRate continuous discount rate, >= 0; {@code ln(1 + yearly) / 52} for a yearly one;
   *     &gt; 0 where the horizon is infinite
   * @param horizonWeeks >= 0, may be infinite
   */
  double discountedPurchases(PurchaseHistory history, double weeklyRate, double horizonWeeks);

  /** E[X(t)]: repeat purchases that a new customer makes in the first {@code weeks}. */
  double expectedRepeats(double weeks);

  /**
   * One draw of the purchases in (T, T + horizon], from their predictive distribution given the
   * history and this model's parameters.
   *
   * @param alive P(alive) of the history, which many draws may share
   * @param horizonWeeks >= 0 and finite
   */
  int drawPurchases(
      PurchaseHistory history, double alive, double horizonWeeks, RandomStream random);

  /**
   * The member of the same family with other parameters, in the order of {@link
   * Certificate#names()}.
   *
   * @throws IllegalArgumentException if there are too few or too many, or one is out of range
   */
  PurchaseModel withParameters(double[] parameters);

  /** {@link #probabilityAlive(PurchaseHistory)} of every group, double[groups]; in parallel. */
  default double[] probabilityAlive(GroupedHistories histories) {
    return perGroup(histories, this::probabilityAlive);
  }

  /**
   * E[purchases in (T, T + horizon] | history, still a customer] of every group, double[groups]; in
   * parallel.
   */
  double[] expectedIfAlive(GroupedHistories histories, double horizonWeeks);

  /**
   * {@link #discountedPurchases(PurchaseHistory, double, double)} of every group, given that the
   * customer is still one, double[groups]; in parallel.
   */
  double[] discountedIfAlive(GroupedHistories histories, double weeklyRate, double horizonWeeks);

  /** {@link #expectedPurchases(PurchaseHistory, double)} of every group; in parallel. */
  default double[] expectedPurchases(GroupedHistories histories, double horizonWeeks) {
    return times(expectedIfAlive(histories, horizonWeeks), probabilityAlive(histories));
  }

  /** {@link #discountedPurchases(PurchaseHistory, double, double)} of every group; in parallel. */
  default double[] discountedPurchases(
      GroupedHistories histories, double weeklyRate, double horizonWeeks) {
    return times(
        discountedIfAlive(histories, weeklyRate, horizonWeeks), probabilityAlive(histories));
  }

  private static double[] times(double[] values, double[] factors) {
    for (int g = 0; g < values.length; g++) {
      values[g] *= factors[g];
    }
    return values;
  }

  private static double[] perGroup(
      GroupedHistories histories, ToDoubleFunction<PurchaseHistory> function) {
    double[] values = new double[histories.size()];
    Chunks.forEach(
        values.length,
        256,
        (from, to) -> {
          for (int g = from; g < to; g++) {
            values[g] = function.applyAsDouble(histories.history(g));
          }
        });
    return values;
  }
}
