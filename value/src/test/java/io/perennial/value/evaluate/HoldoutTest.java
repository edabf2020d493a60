// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.PurchaseModel;
import io.perennial.value.Reference;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.history.Split;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

  private static final Split CDNOW = Reference.splitOf("cdnow_sample");
  private static final PurchaseModel MODEL =
      new ParetoNbdTrainer().train(CDNOW.histories()).model();

  private static Holdout holdout() {
    return Holdout.of(
        CDNOW,
        Map.of(
            "Pareto/NBD",
            CDNOW.histories().spread(MODEL.expectedPurchases(CDNOW.histories(), 39))));
  }

  @Test
  void a_forecast_stands_beside_the_baselines() {
    Holdout holdout = holdout();

    assertThat(holdout.forecasts())
        .extracting(Forecast::name)
        .containsExactly("Pareto/NBD", "zero", "mean", "same rate", "last period");
    Accuracy accuracy = holdout.forecast("Pareto/NBD").accuracy();
    assertThat(accuracy.mae()).isLessThanOrEqualTo(0.7545234);
    assertThat(accuracy.rmse()).isLessThanOrEqualTo(1.603);
    assertThat(accuracy.mae()).isLessThan(holdout.forecast("zero").accuracy().mae());
    assertThat(accuracy.rmse()).isLessThan(holdout.forecast("last period").accuracy().rmse());
    assertThat(holdout.forecast("zero").spearman()).isEmpty();
    assertThat(holdout.table())
        .contains("| Pareto/NBD | -11.5 | 0.7545 | 1.603 |", "| zero | -100.0 | 0.7985 | 2.206 |")
        .doesNotContain("NaN");
    assertThatThrownBy(() -> holdout.forecast("one"))
        .hasMessageStartingWith("Unknown forecast: one (there are [Pareto/NBD, zero,");
  }

  @Test
  void expectations_given_the_repeats_are_those_of_the_reference() {
    List<Calibration.Group> groups = holdout().forecast("Pareto/NBD").byRepeats().groups();
    List<Map<String, String>> rows =
        Reference.rows("holdout/conditional_expectation_by_x.csv").stream()
            .filter(row -> row.get("dataset").equals("cdnow_sample"))
            .toList();

    assertThat(groups).hasSize(8).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(groups.get(i).label()).isEqualTo(rows.get(i).get("x"));
      assertThat((double) groups.get(i).customers()).isEqualTo(Reference.number(rows.get(i), "n"));
      assertThat(groups.get(i).meanActual())
          .isCloseTo(Reference.number(rows.get(i), "actual"), within(1e-12));
      assertThat(groups.get(i).meanPredicted())
          .isCloseTo(Reference.number(rows.get(i), "pnbd"), within(1e-6));
    }
  }

  @Test
  void predictive_measures_are_the_same_on_any_number_of_threads() throws Exception {
    PredictiveAccuracy here = predictive();
    ForkJoinPool pool = new ForkJoinPool(5);
    try {
      PredictiveAccuracy there = pool.submit(HoldoutTest::predictive).get();
      assertThat(there.crps()).isEqualTo(here.crps());
      assertThat(there.pitHistogram(10)).isEqualTo(here.pitHistogram(10));
      assertThat(there.cohortCoverage(0.9)).isEqualTo(here.cohortCoverage(0.9));
    } finally {
      pool.shutdown();
    }
    assertThat(Arrays.stream(here.pitHistogram(10)).sum()).isEqualTo(2357);
    assertThat(here.cohorts()).isEqualTo(23);
    assertThat(here.meanCrps()).isLessThan(0.7545);
    assertThat(here.coverage(0.9)).isBetween(0.8, 0.95);
    assertThatThrownBy(
            () -> PredictiveAccuracy.of(i -> new double[1], new int[0], new double[0], 1, 1))
        .hasMessageStartingWith("Cannot score a forecast: 0 customers");
  }

  private static PredictiveAccuracy predictive() {
    Futures futures =
        Futures.ofCertain(
            MODEL, CDNOW.histories(), new SimulationConfig(CDNOW.horizonWeeks(), 60, 0, 5));
    return PredictiveAccuracy.of(
        i -> Arrays.stream(futures.purchases(i)).asDoubleStream().toArray(),
        IntStream.range(0, CDNOW.customers()).toArray(),
        CDNOW.purchases(),
        100,
        7);
  }
}
