// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.Reference;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.nbd.NbdTrainer;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LadderTest {

  private static final List<LadderTrainer> QUICK =
      List.of(
          new BtydTrainer(new ParetoNbdTrainer()),
          new BtydTrainer(BetaGeometricTrainer.mbgNbd()),
          new BtydTrainer(new NbdTrainer()));
  private static final LadderSettings FEW =
      LadderSettings.defaults().withModels(new LadderConfig(80, 1)).withScored(600);

  private static LadderForecast of(PurchaseLog log, long end, long horizon, int count) {
    LadderOrigins origins = LadderOrigins.of(log, end, horizon, count);
    return Ladder.of(QUICK, FEW).forecast(origins.now(), origins.rehearsals());
  }

  @Nested
  class Contract {

    private static final PurchaseLog LOG = SimulatedLog.paretoNbd(700, 150, 700, 3);

    @Test
    void a_forecast_says_all_of_every_customer_and_why() {
      LadderForecast forecast = of(LOG, 520, 180, 2);
      assertThat(forecast.targets()).containsExactlyInAnyOrder(Target.values());
      for (Target target : Target.values()) {
        Predictive predictive = forecast.predictive(target);
        LadderSummary summary = forecast.summarize(target, 0.9);
        assertThat(summary.customers()).isEqualTo(forecast.customers());
        for (int i = 0; i < forecast.customers(); i += 37) {
          double[] draws = predictive.draws(i);
          assertThat(draws).hasSize(80).isEqualTo(predictive.draws(i));
          assertThat(summary.mean(i)).isEqualTo(predictive.mean(i)).isFinite();
          assertThat(summary.probabilityAboveZero(i)).isBetween(0.0, 1.0);
          assertThat(summary.interval(i).lower()).isLessThanOrEqualTo(summary.median(i));
          assertThat(summary.interval(i).upper()).isGreaterThanOrEqualTo(summary.median(i));
          assertThat(summary.conditionalValueAtRisk(i)).isLessThanOrEqualTo(summary.mean(i) + 1e9);
          Explanation why = forecast.explain(target, i);
          assertThat(why.total()).isEqualTo(predictive.mean(i));
          assertThat(
                  why.base()
                      + why.contributions().stream()
                          .mapToDouble(Explanation.Contribution::amount)
                          .sum())
              .isCloseTo(why.total(), within(1e-9 * (1 + Math.abs(why.total()))));
        }
        Blend blend = forecast.blend(target);
        assertThat(blend.reason()).contains("a score (CRPS) of", "over 2 rehearsals");
        assertThat(blend.table()).contains("| Pareto/NBD |", "| nothing |").doesNotContain("NaN");
        assertThat(blend.weights().get("all").values().stream().mapToDouble(w -> w).sum())
            .isCloseTo(1, within(1e-9));
        assertThat(forecast.models(target))
            .hasSameSizeAs(blend.weights().get("all").keySet())
            .allSatisfy(model -> assertThat(model.summary()).isNotBlank());
        assertThat(forecast.trend(target).instants()).isEqualTo(2);
      }
    }

    @Test
    void models_fitted_again_for_now_have_the_reasons_of_the_forecast() {
      LadderOrigins origins = LadderOrigins.of(LOG, 520, 180, 2);
      Ladder ladder = Ladder.of(QUICK, FEW);
      LadderForecast forecast = ladder.forecast(origins.now(), origins.rehearsals());
      for (Target target : Target.values()) {
        Map<String, Double> weights = forecast.blend(target).weights().get("all");
        Map<String, LadderModel> again = ladder.fitted(origins.now(), target, weights.keySet());
        Explanation expected = forecast.explain(target, 5);

        Explanation why =
            Explanation.weighted(
                again.values().stream().map(m -> m.explain(origins.now().now(), 5)).toList(),
                again.keySet().stream().mapToDouble(weights::get).toArray(),
                expected.total());

        assertThat(why.method()).isEqualTo(expected.method());
        assertThat(why.base()).isEqualTo(expected.base());
        assertThat(why.contributions())
            .filteredOn(part -> !part.feature().equals(Explanation.CALIBRATION))
            .containsExactlyInAnyOrderElementsOf(
                expected.contributions().stream()
                    .filter(part -> !part.feature().equals(Explanation.CALIBRATION))
                    .toList());
      }
      assertThat(ladder.fitted(origins.now(), Target.SPEND, Set.of("nobody's"))).isEmpty();
    }

    @Test
    void what_both_targets_rest_on_is_fitted_once() {
      LadderOrigins origins = LadderOrigins.of(LOG, 520, 180, 2);
      List<Lessons> fitted = new ArrayList<>();
      SharedTrainer shared =
          new SharedTrainer() {
            @Override
            public String name() {
              return "shared";
            }

            @Override
            public Function<Target, LadderModel> fit(Lessons lessons, LadderConfig config) {
              fitted.add(lessons);
              return target -> QUICK.get(0).train(lessons, target, config);
            }
          };

      LadderForecast forecast =
          Ladder.of(List.of(shared), FEW).forecast(origins.now(), origins.rehearsals());

      assertThat(forecast.targets()).hasSize(2);
      assertThat(fitted).as("an instant each, for both targets").hasSize(3);
    }

    @Test
    void the_bits_are_the_same_on_any_number_of_threads() throws Exception {
      LadderForecast here = of(LOG, 520, 180, 1);
      ForkJoinPool pool = new ForkJoinPool(5);
      try {
        LadderForecast there = pool.submit(() -> of(LOG, 520, 180, 1)).get();
        for (Target target : Target.values()) {
          LadderSummary one = here.summarize(target, 0.9);
          LadderSummary other = pool.submit(() -> there.summarize(target, 0.9)).get();
          assertThat(other.cohortDraws(0)).isEqualTo(one.cohortDraws(0));
          assertThat(other.cohortMean(0)).isEqualTo(one.cohortMean(0));
          assertThat(there.blend(target)).isEqualTo(here.blend(target));
        }
      } finally {
        pool.shutdown();
      }
    }

    @Test
    void cohorts_have_weights_of_their_own_and_share_the_futures_of_the_base() {
      LadderOrigins origins = LadderOrigins.of(LOG, 520, 180, 1);
      Lessons now = origins.now();
      int n = now.now().customers();
      int[] cohortOf = IntStream.range(0, n).map(i -> i % 2).toArray();
      List<Rehearsal> rehearsals =
          origins.rehearsals().stream()
              .map(
                  each ->
                      each.withCohorts(
                          IntStream.range(0, each.came().customers()).map(i -> i % 2).toArray()))
              .toList();
      LadderForecast forecast =
          Ladder.of(QUICK, FEW)
              .forecast(
                  now, rehearsals, List.of("even", "odd"), cohortOf, Set.of(Target.PURCHASES));
      assertThat(forecast.blend(Target.PURCHASES).weights()).containsOnlyKeys("even", "odd");
      LadderSummary summary = forecast.summarize(Target.PURCHASES, 0.9);
      LadderSummary whole = forecast.summarize(Target.PURCHASES, 0.9, new int[n], 1);
      for (int d = 0; d < 80; d++) {
        assertThat(summary.cohortDraws(0)[d] + summary.cohortDraws(1)[d])
            .isEqualTo(whole.cohortDraws(0)[d]);
      }
      assertThatThrownBy(() -> forecast.predictive(Target.SPEND))
          .hasMessage("Unknown target: SPEND (forecast were [PURCHASES])");
    }

    @Test
    void without_an_earlier_instant_the_first_model_stands_alone_and_its_level_is_unsure() {
      LadderForecast forecast = of(LOG, 520, 180, 0);
      assertThat(forecast.blend(Target.PURCHASES).reason())
          .startsWith("Pareto/NBD: the first that could be fitted");
      assertThat(forecast.trend(Target.PURCHASES).chance()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void parts_of_draws_are_those_of_the_whole() {
      Lessons lessons = LadderOrigins.of(LOG, 520, 180, 1).now();
      List<LadderTrainer> trainers = new java.util.ArrayList<>(QUICK);
      trainers.addAll(NaiveTrainer.all());
      for (LadderTrainer trainer : trainers) {
        for (Target target : Target.values()) {
          LadderModel model = trainer.train(lessons, target, new LadderConfig(30, 4));
          Ranged predictive = Ranged.of(model.predict(lessons.now()));
          double[] whole = predictive.draws(11);
          double[] part = new double[30];
          predictive.draw(11, 5, 22, part, 5);
          assertThat(Arrays.copyOfRange(part, 5, 22)).isEqualTo(Arrays.copyOfRange(whole, 5, 22));
          assertThat(model.target()).isEqualTo(target);
          assertThat(model.name()).isEqualTo(trainer.name());
          assertThat(model.explain(lessons.now(), 11).total())
              .isCloseTo(predictive.mean(11), within(1e-6 * (1 + predictive.mean(11))));
        }
      }
    }

    @Test
    void a_model_twice_is_refused() {
      assertThatThrownBy(() -> Ladder.of(List.of(QUICK.get(0), QUICK.get(0)), FEW))
          .hasMessageStartingWith("Invalid models: [Pareto/NBD, Pareto/NBD, nothing");
    }
  }

  @Nested
  class BadInput {

    private static PurchaseLog log(int customers, double amount, int[] customer, long... day) {
      double[] amounts = new double[day.length];
      Arrays.fill(amounts, amount);
      return PurchaseLog.ofDays(customers, customer, day, amounts);
    }

    private static void assertSensible(LadderForecast forecast) {
      for (Target target : Target.values()) {
        LadderSummary summary = forecast.summarize(target, 0.9);
        for (int i = 0; i < forecast.customers(); i++) {
          assertThat(summary.mean(i)).isFinite();
          assertThat(summary.interval(i).lower()).isFinite();
          assertThat(summary.interval(i).upper()).isFinite();
          assertThat(summary.conditionalValueAtRisk(i)).isFinite();
        }
        assertThat(forecast.blend(target).table()).doesNotContain("NaN");
      }
    }

    @Test
    void one_customer_and_ten_get_a_rule_of_thumb() {
      for (int n : new int[] {1, 10}) {
        int[] customer = IntStream.range(0, n).toArray();
        long[] day = IntStream.range(0, n).asLongStream().toArray();
        LadderForecast forecast = of(log(n, 5, customer, day), 100, 30, 2);
        assertSensible(forecast);
        assertThat(forecast.blend(Target.PURCHASES).reason()).contains("nothing");
      }
    }

    @Test
    void a_base_without_customers_is_refused() {
      assertThatThrownBy(() -> of(log(1, 5, new int[] {0}, 200), 100, 30, 0))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessage("Cannot forecast: there are no customers");
    }

    @Test
    void spend_of_a_billion_returns_and_nobody_who_comes_again_end_in_numbers() {
      PurchaseLog shop = SimulatedLog.paretoNbd(300, 60, 400, 8);
      int n = shop.purchases();
      int[] customer = new int[n];
      long[] day = new long[n];
      double[] amount = new double[n];
      for (int c = 0; c < 300; c++) {
        for (int p = shop.start(c); p < shop.start(c + 1); p++) {
          customer[p] = c;
          day[p] = shop.tick(p);
          amount[p] = p % 50 == 0 ? 1e9 : p % 7 == 0 ? -shop.amount(p) : shop.amount(p);
        }
      }
      assertSensible(of(PurchaseLog.ofDays(300, customer, day, amount), 300, 90, 2));
      int[] once = IntStream.range(0, 200).toArray();
      long[] days = IntStream.range(0, 200).mapToLong(i -> i % 60).toArray();
      assertSensible(of(log(200, 5, once, days), 300, 90, 2));
      assertSensible(of(log(200, 0, once, days), 300, 90, 2));
    }
  }

  @Nested
  class Cdnow {

    @Test
    void it_is_nearer_than_the_best_single_model_and_its_total_is_inside() {
      PurchaseLog log = Reference.log("cdnow_sample");
      List<LadderTrainer> all = new java.util.ArrayList<>(QUICK);
      all.add(new BtydTrainer(BetaGeometricTrainer.bgNbd()));
      LadderOrigins origins = LadderOrigins.of(log, 272, 273, 0);
      LadderForecast forecast =
          Ladder.of(all, LadderSettings.defaults().withScored(1_200))
              .forecast(origins.now(), origins.shortRehearsals(0));
      Labelled came = LadderOrigins.labelled(log, 272, 273);
      LadderScore counts =
          LadderScore.of(forecast.predictive(Target.PURCHASES), came.outcomes(Target.PURCHASES), 1);
      LadderScore spend =
          LadderScore.of(forecast.predictive(Target.SPEND), came.outcomes(Target.SPEND), 1);

      assertThat(counts.medianMae()).isLessThanOrEqualTo(0.745);
      assertThat(counts.rmse()).isLessThanOrEqualTo(1.602);
      assertThat(Math.abs(counts.bias().orElseThrow())).isLessThanOrEqualTo(0.08);
      assertThat(counts.totalInterval().contains(1882)).isTrue();
      assertThat(counts.coverage()).isBetween(0.87, 0.93);
      assertThat(counts.calibrationError()).isLessThan(0.04);
      assertThat(spend.gini().orElseThrow()).isGreaterThanOrEqualTo(0.693);
      assertThat(spend.totalInterval().contains(70_976)).isTrue();
      assertThat(counts.row()).doesNotContain("NaN");
    }
  }
}
