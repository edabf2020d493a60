// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.random.RandomSource;
import io.perennial.value.nbd.NbdTrainer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every purchase model keeps, whatever it is. */
class PurchaseModelTest {

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void a_fit_has_the_same_bits_on_any_number_of_threads_and_in_any_order(
      PurchaseTrainer<?> trainer) {
    List<PurchaseHistory> histories =
        SimulatedBase.paretoNbd(9_000, 0.6, 10, 0.6, 12, 4).histories();
    List<PurchaseHistory> reversed = new ArrayList<>(histories);
    Collections.reverse(reversed);
    double[] alone = fitOn(1, trainer, histories);
    assertThat(fitOn(2, trainer, histories)).isEqualTo(alone);
    assertThat(fitOn(7, trainer, reversed)).isEqualTo(alone);
  }

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void the_unit_of_time_does_not_matter(PurchaseTrainer<?> trainer) {
    List<PurchaseHistory> weeks = SimulatedBase.paretoNbd(3_000, 0.6, 10, 0.6, 12, 5).histories();
    PurchaseModel inWeeks = trainer.train(GroupedHistories.of(weeks)).model();
    for (double unit : new double[] {604_800, 1 / 52.1775}) {
      PurchaseModel inUnit =
          trainer
              .train(
                  GroupedHistories.of(
                      weeks.stream()
                          .map(
                              h ->
                                  new PurchaseHistory(
                                      h.repeats(), h.recencyWeeks() * unit, h.ageWeeks() * unit))
                          .toList()))
              .model();
      for (PurchaseHistory history : weeks.subList(0, 50)) {
        PurchaseHistory scaled =
            new PurchaseHistory(
                history.repeats(), history.recencyWeeks() * unit, history.ageWeeks() * unit);
        assertThat(inUnit.probabilityAlive(scaled))
            .isCloseTo(inWeeks.probabilityAlive(history), withPercentage(1e-3));
        assertThat(inUnit.expectedPurchases(scaled, 26 * unit))
            .isCloseTo(inWeeks.expectedPurchases(history, 26), withPercentage(1e-3));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void no_answer_is_ever_other_than_finite(PurchaseTrainer<?> trainer) {
    int size = trainer instanceof NbdTrainer ? 2 : 4;
    List<PurchaseHistory> odd =
        List.of(
            PurchaseHistory.boughtOnce(0),
            PurchaseHistory.boughtOnce(1e-9),
            PurchaseHistory.boughtOnce(1e7),
            new PurchaseHistory(1, 0, 0),
            new PurchaseHistory(1, 1e-12, 1e9),
            new PurchaseHistory(20_000, 300, 300),
            new PurchaseHistory(20_000, 10, 5_000),
            new PurchaseHistory(20_000, 0, 0),
            new PurchaseHistory(3, 30 * 604_800.0, 39 * 604_800.0));
    for (double level : new double[] {1e-6, 0.3, 1, 40, 1e6}) {
      double[] parameters = new double[size];
      for (int i = 0; i < size; i++) {
        parameters[i] = i % 2 == 0 ? level : 1 / level;
      }
      PurchaseModel model = Families.model(trainer, parameters);
      for (PurchaseHistory history : odd) {
        String label = model + " " + history;
        assertThat(model.logLikelihood(history)).as(label).isFinite();
        assertThat(model.probabilityAlive(history)).as(label).isBetween(0.0, 1.0);
        assertThat(model.logProbabilityAlive(history)).as(label).isFinite().isLessThanOrEqualTo(0);
        assertThat(model.expectedPurchases(history, 0)).as(label).isZero();
        for (double horizon : new double[] {1e-6, 52, 1e6}) {
          assertThat(model.expectedPurchases(history, horizon))
              .as(label)
              .isFinite()
              .isNotNegative();
        }
        assertThat(model.discountedPurchases(history, 0.003, 52)).as(label).isFinite();
        assertThat(model.discountedPurchases(history, 0.003, Double.POSITIVE_INFINITY))
            .as(label)
            .isFinite()
            .isNotNegative();
        assertThat(
                model.drawPurchases(
                    history, model.probabilityAlive(history), 52, RandomSource.seeded(1).stream(1)))
            .as(label)
            .isNotNegative();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void draws_have_the_expected_mean_and_discounting_takes_something_off(
      PurchaseTrainer<?> trainer) {
    double[] parameters =
        trainer instanceof NbdTrainer ? new double[] {0.6, 8} : new double[] {0.8, 4, 0.7, 5};
    PurchaseModel model = Families.model(trainer, parameters);
    for (PurchaseHistory history :
        List.of(PurchaseHistory.boughtOnce(10), new PurchaseHistory(5, 20, 24))) {
      double alive = model.probabilityAlive(history);
      RandomSource source = RandomSource.seeded(17);
      double sum = 0;
      double squares = 0;
      int draws = 60_000;
      for (int i = 0; i < draws; i++) {
        int count = model.drawPurchases(history, alive, 40, source.stream(i));
        sum += count;
        squares += (double) count * count;
      }
      double mean = sum / draws;
      double error = Math.sqrt((squares / draws - mean * mean) / draws);
      double expected = model.expectedPurchases(history, 40);
      assertThat(Math.abs(mean - expected)).as(trainer.name()).isLessThan(4 * error);

      assertThat(model.discountedPurchases(history, 0, 40))
          .isCloseTo(expected, withPercentage(1e-7));
      assertThat(model.discountedPurchases(history, 0.01, 40))
          .isBetween(expected * Math.exp(-0.4), expected);
      double later =
          model.discountedPurchases(history, 0.01, Double.POSITIVE_INFINITY)
              - model.discountedPurchases(history, 0.01, 4000);
      assertThat(later / expected).isBetween(-1e-9, 1e-9);
    }
  }

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void too_little_data_is_refused_with_the_reason(PurchaseTrainer<?> trainer) {
    assertThatThrownBy(() -> trainer.train(GroupedHistories.of(List.of())))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessage("Cannot fit " + trainer.name() + ": there are no customers");
    assertThatThrownBy(
            () -> trainer.train(GroupedHistories.of(List.of(new PurchaseHistory(2, 3, 4)))))
        .hasMessage(
            "Cannot fit "
                + trainer.name()
                + ": only 1 of 1 customers have a repeat purchase (at least 10 are needed; take a"
                + " larger cohort or a baseline)");
    assertThatThrownBy(
            () ->
                trainer.train(
                    GroupedHistories.of(Collections.nCopies(500, PurchaseHistory.boughtOnce(9)))))
        .hasMessage("Cannot fit " + trainer.name() + ": no customer has a repeat purchase");
    assertThatThrownBy(
            () ->
                trainer.train(
                    GroupedHistories.of(Collections.nCopies(500, PurchaseHistory.boughtOnce(0)))))
        .hasMessage(
            "Cannot fit "
                + trainer.name()
                + ": no customer was observed after the day of the first purchase");
  }

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void a_base_without_variety_still_gives_a_finite_answer(PurchaseTrainer<?> trainer) {
    PurchaseHistory one = new PurchaseHistory(3, 6, 10);
    Fitted<?> fitted = trainer.train(GroupedHistories.of(Collections.nCopies(40, one)));
    assertThat(fitted.certificate().toString()).doesNotContain("NaN");
    PurchaseModel model = (PurchaseModel) fitted.model();
    assertThat(model.probabilityAlive(one)).isBetween(0.0, 1.0);
    assertThat(model.expectedPurchases(one, 10)).isFinite();
  }

  @ParameterizedTest
  @MethodSource("io.perennial.value.Families#trainers")
  void impossible_horizons_and_rates_are_refused(PurchaseTrainer<?> trainer) {
    PurchaseModel model =
        Families.model(
            trainer,
            trainer instanceof NbdTrainer ? new double[] {1, 1} : new double[] {1, 1, 1, 1});
    PurchaseHistory history = PurchaseHistory.boughtOnce(3);
    assertThatThrownBy(() -> model.expectedPurchases(history, -1))
        .hasMessage("Invalid horizon: -1.0 weeks (must be >= 0 and finite)");
    assertThatThrownBy(() -> model.expectedPurchases(history, Double.NaN))
        .hasMessage("Invalid horizon: NaN weeks (must be >= 0 and finite)");
    assertThatThrownBy(() -> model.discountedPurchases(history, 0, Double.POSITIVE_INFINITY))
        .hasMessage("Invalid discount rate: 0 (must be > 0 where the horizon is infinite)");
    assertThatThrownBy(() -> model.discountedPurchases(history, Double.NaN, 3))
        .hasMessage("Invalid discount rate: NaN (must be >= 0 and finite)");
  }

  private static double[] fitOn(
      int threads, PurchaseTrainer<?> trainer, List<PurchaseHistory> histories) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () -> {
                GroupedHistories grouped = GroupedHistories.of(histories);
                Certificate certificate = trainer.train(grouped).certificate();
                return certificate.estimates();
              })
          .join();
    } finally {
      pool.shutdown();
    }
  }
}
