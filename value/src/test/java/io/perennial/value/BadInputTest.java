// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.Interval;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.forecast.SpendFutures;
import io.perennial.value.forecast.Valuation;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From purchases to value with input as it comes: a finite answer or a plain refusal. */
class BadInputTest {

  private static final SimulatedBase BASE = SimulatedBase.paretoNbd(1_200, 0.6, 10, 0.6, 12, 31);

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void one_customer_is_refused_as_a_base_but_scored_by_a_model(PurchaseTrainer<?> trainer) {
    PurchaseLog log = PurchaseLog.ofDays(1, new int[3], new long[] {0, 9, 30}, new double[3]);
    GroupedHistories one = log.asOf(70).histories();

    assertThatThrownBy(() -> trainer.train(one))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessage(
            "Cannot fit "
                + trainer.name()
                + ": only 1 of 1 customers have a repeat purchase (at least 10 are needed; take a"
                + " larger cohort or a baseline)");
    PurchaseModel model = trainer.train(BASE.grouped()).model();
    assertThat(model.probabilityAlive(one)[0]).isBetween(0.0, 1.0);
    assertThat(model.expectedPurchases(one, 52)[0]).isFinite().isPositive();
  }

  @Test
  void no_repeat_purchase_anywhere_is_refused() {
    PurchaseLog log =
        PurchaseLog.ofDays(300, IntStream.range(0, 300).toArray(), new long[300], new double[300]);

    assertThatThrownBy(() -> new ParetoNbdTrainer().train(log.asOf(90).histories()))
        .hasMessage("Cannot fit Pareto/NBD: no customer has a repeat purchase");
    Observed observed = log.asOf(90);
    assertThatThrownBy(
            () ->
                new GammaGammaTrainer()
                    .train(SpendHistories.of(observed.repeats(), observed.meanSpend())))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessage(
            "Cannot fit gamma-gamma: only 0 customers have a repeat purchase and a positive mean"
                + " spend (at least 10 are needed; 300 were left out)");
  }

  @Test
  void all_purchases_on_one_day_are_refused_as_nothing_was_observed_after_it() {
    int[] customer = IntStream.range(0, 600).map(i -> i % 300).toArray();
    PurchaseLog log = PurchaseLog.ofDays(300, customer, new long[600], new double[600]);

    assertThat(log.purchases()).isEqualTo(300);
    assertThatThrownBy(() -> new ParetoNbdTrainer().train(log.asOf(0).histories()))
        .hasMessage(
            "Cannot fit Pareto/NBD: no customer was observed after the day of the first purchase");
  }

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void customers_of_the_last_day_and_one_with_20_000_purchases_are_fitted_and_scored(
      PurchaseTrainer<?> trainer) {
    List<PurchaseHistory> odd = new ArrayList<>(BASE.histories());
    odd.addAll(Collections.nCopies(40, PurchaseHistory.boughtOnce(0)));
    odd.add(new PurchaseHistory(20_000, 99, 100));
    GroupedHistories histories = GroupedHistories.of(odd);
    Fitted<?> fitted = trainer.train(histories);
    PurchaseModel model = (PurchaseModel) fitted.model();

    assertThat(fitted.certificate().toString()).doesNotContain("NaN");
    for (double[] column :
        List.of(
            model.probabilityAlive(histories),
            model.expectedPurchases(histories, 52),
            model.discountedPurchases(histories, 0.003, Double.POSITIVE_INFINITY))) {
      assertThat(column).as(trainer.name()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
      assertThat(Arrays.stream(column).min().orElseThrow()).isNotNegative();
    }
    PurchaseHistory heavy = new PurchaseHistory(20_000, 99.9, 100);
    assertThat(model.expectedPurchases(heavy, 10)).isFinite().isNotNegative();
    assertThat(model.logProbabilityAlive(new PurchaseHistory(20_000, 50, 100)))
        .as("log of a chance far below the smallest double")
        .isFinite();
  }

  @Test
  void zero_and_negative_spend_are_counted_apart_and_valued_as_unknown() {
    int[] purchases = {3, 2, 1, 4, 2, 1, 5, 2, 1, 3, 2, 6, 1, 2};
    double[] spend = {20, 0, -15, 33, 12, 8, 40, 25, 19, 27, 31, 22, 14, 16};
    SpendHistories histories = SpendHistories.of(purchases, spend);
    GammaGammaModel model = new GammaGammaTrainer().train(histories).model();

    assertThat(histories.size()).isEqualTo(12);
    assertThat(histories.leftOut()).isEqualTo(2);
    assertThat(model.expectedSpend(2, 0)).isEqualTo(model.expectedSpend());
    assertThat(model.expectedSpend(1, -15)).isEqualTo(model.expectedSpend()).isPositive();
    assertThatThrownBy(() -> model.expectedSpend(1, Double.NaN))
        .hasMessage("Invalid mean spend: NaN (must be finite)");
    assertThatThrownBy(() -> model.expectedSpend(-1, 3))
        .hasMessage("Invalid purchases: -1 (must be >= 0)");
    assertThatThrownBy(
            () -> SpendHistories.of(new int[] {1}, new double[] {Double.POSITIVE_INFINITY}))
        .hasMessage("Row 0: Invalid mean spend: Infinity (must be finite)");
  }

  @Test
  void seconds_and_years_give_the_answers_of_weeks() {
    PurchaseLog days = Reference.log("cdnow_sample");
    ParetoNbdModel inWeeks = new ParetoNbdTrainer().train(days.asOf(272).histories()).model();
    for (double unit : new double[] {604_800, 7 / 365.25}) {
      List<PurchaseHistory> scaled =
          IntStream.range(0, 2357)
              .mapToObj(i -> Reference.splitOf("cdnow_sample").observed().history(i))
              .map(
                  h ->
                      new PurchaseHistory(
                          h.repeats(), h.recencyWeeks() * unit, h.ageWeeks() * unit))
              .toList();
      Fitted<ParetoNbdModel> fitted = new ParetoNbdTrainer().train(GroupedHistories.of(scaled));
      assertThat(fitted.model().r()).isCloseTo(inWeeks.r(), withPercentage(1e-5));
      assertThat(fitted.model().beta()).isCloseTo(inWeeks.beta() * unit, withPercentage(1e-4));
      assertThat(fitted.certificate().verdict()).isEqualTo(Certificate.Verdict.CONVERGED);
    }
  }

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void a_horizon_of_nothing_gives_nothing_and_one_of_a_million_weeks_is_finite(
      PurchaseTrainer<?> trainer) {
    Fitted<?> fitted = trainer.train(BASE.grouped());
    PurchaseModel model = (PurchaseModel) fitted.model();
    GroupedHistories few = GroupedHistories.of(BASE.histories().subList(0, 200));

    assertThat(model.expectedPurchases(few, 0)).containsOnly(0);
    assertThat(model.discountedPurchases(few, 0.003, 0)).containsOnly(0);
    double[] far = model.expectedPurchases(few, 1e6);
    double[] near = model.expectedPurchases(few, 52);
    for (int g = 0; g < far.length; g++) {
      assertThat(far[g]).as(trainer.name()).isFinite().isGreaterThanOrEqualTo(near[g]);
    }
    assertThat(model.discountedPurchases(few, 0.003, 1e6)).doesNotContain(Double.NaN);
    Futures futures = Futures.ofCertain(model, few, new SimulationConfig(1e6, 20, 0, 1));
    assertThat(Arrays.stream(futures.purchases(0)).min().orElseThrow()).isNotNegative();
    assertThat(Futures.ofCertain(model, few, new SimulationConfig(0, 5, 0, 1)).purchases(3))
        .containsOnly(0);
  }

  @Test
  void value_is_finite_for_whoever_can_be_a_customer() {
    Fitted<ParetoNbdModel> purchases = new ParetoNbdTrainer().train(BASE.grouped());
    GammaGammaModel spend = new GammaGammaModel(2, 1.05, 30);
    List<PurchaseHistory> odd =
        List.of(
            PurchaseHistory.boughtOnce(0),
            PurchaseHistory.boughtOnce(1e6),
            new PurchaseHistory(20_000, 1, 1e4));
    Valuation valuation =
        Valuation.of(
            purchases.model(),
            spend,
            GroupedHistories.of(odd),
            new int[] {0, 0, 20_000},
            new double[] {0, 0, 1e12},
            ValuationConfig.defaults());

    for (int i = 0; i < 3; i++) {
      assertThat(valuation.value(i)).isFinite().isNotNegative();
      assertThat(valuation.expectedPurchases(i)).isFinite().isNotNegative();
    }
    assertThatThrownBy(
            () ->
                Valuation.of(
                    purchases.model(),
                    spend,
                    GroupedHistories.of(odd),
                    new int[3],
                    new double[2],
                    ValuationConfig.defaults()))
        .hasMessage(
            "Invalid columns: 3 histories, 3 purchases, 2 mean spends (must be as many of each)");
  }

  @Test
  void simulation_refuses_what_it_cannot_draw() {
    GroupedHistories histories = GroupedHistories.of(BASE.histories().subList(0, 5));
    Futures futures =
        Futures.ofCertain(
            new ParetoNbdModel(1, 1, 1, 1), histories, new SimulationConfig(10, 10, 0, 1));

    assertThatThrownBy(() -> new SimulationConfig(Double.POSITIVE_INFINITY, 10, 0, 1))
        .hasMessage("Invalid horizon: Infinity weeks (must be >= 0 and finite)");
    assertThatThrownBy(() -> new SimulationConfig(1, 10, 11, 1))
        .hasMessage(
            "Invalid value.simulation.parameter-draws: 11 (must be within [0, 10], the draws)");
    assertThatThrownBy(() -> futures.summarize(0.9, new int[4], 1))
        .hasMessage("Invalid cohorts: 1 of 4 customers (must be >= 1 of 5)");
    assertThatThrownBy(() -> futures.interval(0, 1))
        .hasMessage("Invalid interval: 10 draws, level 1.0 (must be within (0, 1))");
    assertThatThrownBy(
            () ->
                SpendFutures.of(
                    futures,
                    new Fitted<>(
                        new GammaGammaModel(6, 4, 15),
                        new ParetoNbdTrainer().train(BASE.grouped()).certificate()),
                    new int[1],
                    new double[5]))
        .hasMessage(
            "Invalid columns: 5 customers, 1 purchases, 5 mean spends (must be as many of each)");
    assertThat(Interval.of(new double[] {3}, 0.9)).isEqualTo(new Interval(3, 3));
  }

  @Test
  void customers_who_are_all_alike_are_fitted_with_a_warning() {
    List<PurchaseHistory> alike =
        SimulatedBase.ofRates(800, random -> 0.2, random -> 1e-9, 17).histories();
    Fitted<ParetoNbdModel> fitted = new ParetoNbdTrainer().train(GroupedHistories.of(alike));

    assertThat(fitted.certificate().warnings())
        .anyMatch(warning -> warning.startsWith("buying heterogeneity not identified"));
    assertThat(fitted.certificate().toString()).doesNotContain("NaN");
    assertThat(fitted.model().expectedPurchases(alike.get(0), 10)).isBetween(1.5, 2.5);
    assertThat(
            BetaGeometricTrainer.mbgNbd()
                .train(GroupedHistories.of(alike))
                .certificate()
                .toString())
        .doesNotContain("NaN");
  }
}
