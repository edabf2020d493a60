// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.random.RandomSource;
import io.perennial.value.Discounting;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.SimulatedBase;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.evaluate.PredictiveScore;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {

  @Test
  void textbook_formulas_are_as_by_hand() {
    assertThat(TextbookValue.ofCashFlows(new double[] {110, 121}, 0.1))
        .isCloseTo(200, within(1e-12));
    assertThat(TextbookValue.ofCashFlows(new double[0], 0.1)).isZero();
    assertThat(TextbookValue.ofAverages(50, 4, 3, 0.2)).isCloseTo(500, within(1e-12));
    assertThatThrownBy(() -> TextbookValue.ofCashFlows(new double[] {1}, -1))
        .hasMessage("Invalid rate: -1.0 (must be > -1 and finite)");
    assertThatThrownBy(() -> TextbookValue.ofCashFlows(new double[] {1, Double.NaN}, 0))
        .hasMessage("Invalid revenue of period 2: NaN (must be finite)");
  }

  @Test
  void residual_value_is_margin_times_spend_times_discounted_purchases() {
    ParetoNbdModel purchases = new ParetoNbdModel(0.55, 10.6, 0.6, 11.7);
    GammaGammaModel spend = new GammaGammaModel(6.25, 3.74, 15.44);
    PurchaseHistory history = new PurchaseHistory(2, 30, 39);
    GroupedHistories histories =
        GroupedHistories.of(List.of(history, PurchaseHistory.boughtOnce(39)));
    Valuation valuation =
        Valuation.of(
            purchases,
            spend,
            histories,
            new int[] {2, 0},
            new double[] {22, 0},
            ValuationConfig.defaults().withMargin(0.3));

    double dert =
        purchases.discountedPurchases(
            history, Discounting.weeklyRate(0.15), Double.POSITIVE_INFINITY);
    assertThat(valuation.value(0))
        .isCloseTo(0.3 * spend.expectedSpend(2, 22) * dert, withPercentage(1e-9));
    assertThat(valuation.probabilityAlive(0)).isEqualTo(purchases.probabilityAlive(history));
    assertThat(valuation.expectedSpend(1)).isEqualTo(spend.expectedSpend());
    assertThatThrownBy(() -> ValuationConfig.defaults().withMargin(0))
        .hasMessage("Invalid value.margin: 0.0 (must be above 0 and at most 1)");
  }

  @Test
  void futures_are_the_same_whenever_and_in_whatever_order_they_are_drawn() {
    SimulatedBase base = SimulatedBase.paretoNbd(1_500, 0.6, 10, 0.6, 12, 6);
    Fitted<ParetoNbdModel> fitted = new ParetoNbdTrainer().train(base.grouped());
    SimulationConfig config = SimulationConfig.defaults().withDraws(60, 10);
    Futures futures = Futures.of(fitted, base.grouped(), config);
    int[] all = IntStream.range(0, 1_500).toArray();
    long[] totals = futures.totals(all);
    long[] byHand = new long[60];
    for (int i = 1_499; i >= 0; i--) {
      int[] purchases = futures.purchases(i);
      for (int d = 0; d < 60; d++) {
        byHand[d] += purchases[d];
      }
    }
    assertThat(totals).isEqualTo(byHand);
    assertThat(Futures.of(fitted, base.grouped(), config).totals(all)).isEqualTo(totals);
    assertThat(Futures.of(fitted, base.grouped(), config.withSeed(2)).totals(all))
        .isNotEqualTo(totals);
  }

  @Test
  void predictive_intervals_of_the_beta_geometric_models_cover_too() {
    SimulatedBase base = SimulatedBase.betaGeometric(4_000, 2, true, 1.2, 3, 0.8, 2, 22);
    GroupedHistories histories = base.grouped();
    BetaGeometricTrainer trainer = BetaGeometricTrainer.mbgCnbd(2);
    Fitted<BetaGeometricModel> fitted = trainer.train(histories);
    assertThat(fitted.model().r()).isCloseTo(1.2, withPercentage(20));
    assertThat(fitted.model().alpha()).isCloseTo(3, withPercentage(20));
    Futures futures = Futures.of(fitted, histories, SimulationConfig.defaults().withDraws(99, 33));
    assertThat(PredictiveScore.coverage(pits(futures, base), 0.9)).isBetween(0.88, 0.92);
    double expected =
        Arrays.stream(histories.spread(fitted.model().expectedPurchases(histories, 52))).sum();
    assertThat(Arrays.stream(base.actual()).sum()).isCloseTo(expected, withPercentage(8));
  }

  private static double[] pits(Futures futures, SimulatedBase base) {
    double[] pits = new double[futures.customers()];
    RandomSource source = RandomSource.seeded(77);
    for (int i = 0; i < pits.length; i++) {
      double[] draws = Arrays.stream(futures.purchases(i)).asDoubleStream().toArray();
      pits[i] = PredictiveScore.randomisedPit(draws, base.future().get(i), source.stream(i));
    }
    return pits;
  }
}
