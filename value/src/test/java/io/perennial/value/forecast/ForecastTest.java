// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Discounting;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.SimulatedBase;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.evaluate.PredictiveScore;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
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
  void an_interval_has_draws_as_ends_whether_they_are_counted_or_sorted() {
    double[] draws = new double[200];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = (i * 37) % 100;
    }
    assertThat(Interval.of(draws, 0.9)).isEqualTo(new Interval(5, 94));
    assertThat(Interval.of(draws, 0.9).toString()).isEqualTo("5 to 94");
    double[] halves = Arrays.stream(draws).map(draw -> draw / 2).toArray();
    assertThat(Interval.of(halves, 0.9)).isEqualTo(new Interval(2.5, 47));
    assertThat(Interval.of(halves, 0.9).toString()).isEqualTo("2.50 to 47");
    double[] large = Arrays.stream(draws).map(draw -> draw + 1000).toArray();
    assertThat(Interval.of(large, 0.5)).isEqualTo(new Interval(1025, 1074));
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
  void values_and_futures_have_the_same_bits_on_any_number_of_threads() throws Exception {
    SimulatedBase base = SimulatedBase.paretoNbd(2_500, 0.6, 10, 0.6, 12, 61);
    GroupedHistories histories = base.grouped();
    Fitted<ParetoNbdModel> fitted = new ParetoNbdTrainer().train(histories);
    BetaGeometricModel betaGeometric = BetaGeometricModel.bgNbd(0.24, 4.4, 0.8, 2.4);
    int[] repeats = base.histories().stream().mapToInt(PurchaseHistory::repeats).toArray();
    double[] spend = IntStream.range(0, 2_500).mapToDouble(i -> 5 + i % 50).toArray();
    Callable<List<double[]>> all =
        () -> {
          Summary summary =
              Futures.of(fitted, histories, SimulationConfig.defaults().withDraws(30, 5))
                  .summarize(0.9, new int[2_500], 1);
          GammaGammaModel spending = new GammaGammaModel(6.25, 3.74, 15.44);
          ValuationConfig config = ValuationConfig.defaults();
          return List.of(
              summary.cohortDraws(0),
              Valuation.of(fitted.model(), spending, histories, repeats, spend, config).values(),
              Valuation.of(betaGeometric, spending, histories, repeats, spend, config).values());
        };
    List<double[]> here = all.call();
    for (int threads : new int[] {1, 2, 7}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        List<double[]> there = pool.submit(all).get();
        for (int k = 0; k < here.size(); k++) {
          assertThat(there.get(k)).isEqualTo(here.get(k));
        }
      } finally {
        pool.shutdown();
      }
    }
  }

  @Test
  void value_at_present_has_the_mean_of_the_valuation() {
    SimulatedBase base = SimulatedBase.paretoNbd(1_500, 0.6, 10, 0.6, 12, 62);
    GroupedHistories histories = base.grouped();
    Fitted<ParetoNbdModel> fitted = new ParetoNbdTrainer().train(histories);
    int[] repeats = new int[1_500];
    double[] spend = new double[1_500];
    int[] sample = new int[300];
    double[] mean = new double[300];
    for (int i = 0; i < 300; i++) {
      RandomStream random = RandomSource.seeded(3).stream(i);
      sample[i] = 1 + i % 3;
      mean[i] = Gamma.standard(random, 6.0 * sample[i]) / sample[i] / Gamma.standard(random, 8);
    }
    Fitted<GammaGammaModel> spending =
        new GammaGammaTrainer().train(SpendHistories.of(sample, mean));
    double rate = Discounting.weeklyRate(0.15);
    SpendFutures futures =
        SpendFutures.of(
            Futures.of(
                fitted, histories, SimulationConfig.defaults().withDraws(400, 0).withSeed(8)),
            spending,
            repeats,
            spend);
    Valuation valuation =
        Valuation.of(
            fitted.model(),
            spending.model(),
            histories,
            repeats,
            spend,
            ValuationConfig.defaults().withHorizonWeeks(52).withMargin(0.4));
    Summary present = futures.atPresentValue(rate, 0.4).summarize(0.9, new int[1_500], 1);

    assertThat(present.cohortMean(0))
        .isCloseTo(Arrays.stream(valuation.values()).sum(), withPercentage(3));
    assertThat(present.mean(4)).isLessThan(futures.summarize(0.9, new int[1_500], 1).mean(4));
    assertThat(futures.totals(new int[] {3, 4})[7])
        .isEqualTo(futures.spend(3)[7] + futures.spend(4)[7]);
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
