// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Fitted;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContractTest {

  private static final double NEVER = Double.NaN;

  @Nested
  class Table {

    @Test
    void months_of_any_length_are_one_period() {
      // 31 January days, 28 February days, 2.5 months, 12 months; then one that still runs
      Subscriptions table =
          Subscriptions.of(
              new double[] {0, 0, 0, 0, 0},
              new double[] {31, 28, 76, 365, NEVER},
              new double[] {10, 10, 10, 10, 10},
              400,
              30.4375);
      assertThat(IntStream.range(0, 5).map(table::periods).toArray())
          .containsExactly(1, 1, 3, 12, 13);
      assertThat(table.isRunning(4)).isTrue();
      assertThat(table.only(new int[] {4, 2}).periods(1)).isEqualTo(3);
      assertThat(table.elapsed(4)).isCloseTo(400 / 30.4375 - 13, within(1e-12));
    }

    @Test
    void an_end_that_is_announced_but_not_yet_there_is_not_known() {
      Subscriptions table =
          Subscriptions.of(new double[] {0}, new double[] {500}, new double[] {1}, 400, 30);
      assertThat(table.isRunning(0)).isTrue();
    }

    @Test
    void who_is_older_than_the_table_counts_from_its_first_day() {
      Subscriptions table =
          Subscriptions.of(
              new double[] {-900, -900, 0},
              new double[] {NEVER, 290, NEVER},
              new double[] {1, 1, 1},
              300,
              30,
              0);
      assertThat(table.durations().entry(0)).isEqualTo(30);
      assertThat(table.durations().time(0)).isEqualTo(40);
      assertThat(table.durations().time(1)).isEqualTo(40);
      assertThat(table.durations().entry(2)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(table.renewals().decisions()).isEqualTo(20); // 1 to 10 and 31 to 40
    }

    @Test
    void rows_that_cannot_be_are_refused() {
      double[] one = {1};
      assertThatThrownBy(() -> Subscriptions.of(new double[] {5}, one, one, 9, 30))
          .hasMessageStartingWith("Row 0: Invalid end: day 1.0");
      assertThatThrownBy(
              () -> Subscriptions.of(new double[] {10}, new double[] {NEVER}, one, 9, 30))
          .hasMessageStartingWith("Row 0: Invalid start: day 10.0");
      assertThatThrownBy(
              () -> Subscriptions.of(one, new double[] {NEVER}, new double[] {NEVER}, 9, 30))
          .hasMessageStartingWith("Row 0: Invalid price: NaN");
      assertThatThrownBy(() -> Subscriptions.of(one, one, new double[2], 9, 30))
          .hasMessageStartingWith("Invalid subscriptions: 1 starts, 1 ends, 2 prices");
    }
  }

  @Nested
  class Value {

    private static final int N = 4_000;
    private final RenewalModel truth = new ShiftedBetaGeometricModel(0.7, 3);

    private double[] ages() {
      return IntStream.range(0, N).mapToDouble(i -> 360 + 30 * (i % 24)).toArray();
    }

    /** Renewals that customer i makes in all, to 120. */
    private int life(int i) {
      return truth.drawRenewals(0, 120, RandomSource.seeded(20).stream(i));
    }

    private Subscriptions table() {
      double[] start = Arrays.stream(ages()).map(age -> -age).toArray();
      double[] end = new double[N];
      for (int i = 0; i < N; i++) {
        double day = start[i] + 30.0 * (life(i) + 1);
        end[i] = day <= 0 ? day : NEVER;
      }
      double[] price = new double[N];
      Arrays.fill(price, 20);
      return Subscriptions.of(start, end, price, 0, 30);
    }

    @Test
    void to_come_is_in_the_interval_of_the_total_and_of_customers() {
      Subscriptions table = table();
      ContractConfig config =
          ContractConfig.monthly().withHorizonPeriods(24).withRatePerPeriod(0).withMargin(0.5);
      Fitted<RenewalModel> fitted = new RenewalTrainer().choose(table.renewals()).fitted();
      ContractValue value = ContractValue.of(fitted, table, config);
      double expected = 0;
      double came = 0;
      int inside = 0;
      int running = 0;
      for (int i = 0; i < N; i++) {
        if (!table.isRunning(i)) {
          assertThat(value.mean(i) + value.renewal(i)).isZero();
          continue;
        }
        running++;
        double actual = 10.0 * Math.min(24, life(i) - table.periods(i));
        came += actual;
        expected += value.mean(i);
        if (running % 4 == 0) {
          inside += value.interval(i, 0.9).contains(actual) ? 4 : 0;
        }
      }
      assertThat(came).isCloseTo(expected, withPercentage(5));
      Interval total = Interval.of(value.totals(), 0.95);
      assertThat(total.contains(came)).as("%s has %s", total, came).isTrue();
      assertThat(inside / (double) running).isBetween(0.87, 1.0);
    }

    @Test
    void draws_have_the_exact_mean_with_discounting_and_part_of_a_period() {
      double[] start = {-47, -1000};
      Subscriptions table =
          Subscriptions.of(start, new double[] {NEVER, -300}, new double[] {20, 20}, 0, 30);
      Fitted<RenewalModel> fitted =
          new RenewalTrainer()
              .shiftedBetaGeometric(
                  Renewals.ofSurvivors(1e6, 8e5, 6.6e5, 5.6e5, 4.9e5, 4.3e5, 3.9e5));
      ContractValue value =
          ContractValue.of(fitted, table, new ContractConfig(60, 0.01, 1, 40_000, 3));
      assertThat(Arrays.stream(value.draws(0)).average().orElseThrow())
          .isCloseTo(value.mean(0), withPercentage(1.5));
      assertThat(value.draws(1)).containsOnly(0);
      assertThat(value.draws(0)).containsExactly(value.draws(0));
    }
  }

  @Nested
  class DiscreteHazards {

    @Test
    void without_covariates_are_kaplan_meiers() {
      Renewals unused = Renewals.ofSurvivors(10, 5);
      assertThat(unused.customers()).isEqualTo(10);
      int n = 3_000;
      double[] time = new double[n];
      boolean[] ended = new boolean[n];
      for (int i = 0; i < n; i++) {
        RandomStream random = RandomSource.seeded(2).stream(i);
        int life = 1 + new ShiftedBetaGeometricModel(1, 3).drawRenewals(0, 50, random);
        int watched = 1 + i % 9;
        time[i] = Math.min(life, watched);
        ended[i] = life <= watched;
      }
      Durations lives = Durations.of(time, ended);
      DiscreteHazardModel model =
          new DiscreteHazardTrainer().train(lives, List.of(), new double[n][0]);
      KaplanMeier curve = KaplanMeier.of(lives);
      for (int t = 1; t <= 7; t++) {
        assertThat(model.hazard(new double[0], t))
            .isCloseTo(1 - curve.survival(t) / curve.survival(t - 1), within(2e-4));
      }
      assertThat(model.survival(new double[0], 2, 4))
          .isCloseTo(curve.survival(6) / curve.survival(2), within(1e-3));
    }

    @Test
    void find_the_effects_that_made_them() {
      int n = 6_000;
      double[] time = new double[n];
      boolean[] ended = new boolean[n];
      double[][] rows = new double[n][];
      for (int i = 0; i < n; i++) {
        RandomStream random = RandomSource.seeded(6).stream(i);
        rows[i] = new double[] {100 + 20 * Normal.standard(random), random.nextInt(2), 5};
        double logit = -2 + 0.02 * (rows[i][0] - 100) - 0.8 * rows[i][1];
        int t = 1;
        while (t < 12 && !random.chance(1 / (1 + Math.exp(-(logit - 0.05 * t))))) {
          t++;
        }
        time[i] = t;
        ended[i] = t < 12;
      }
      DiscreteHazardModel model =
          new DiscreteHazardTrainer()
              .train(Durations.of(time, ended), List.of("price", "yearly", "constant"), rows);
      assertThat(model.coefficient(0)).isCloseTo(0.02, within(3 * model.standardError(0)));
      assertThat(model.coefficient(1)).isCloseTo(-0.8, within(3 * model.standardError(1)));
      assertThat(model.standardError(1)).isBetween(0.01, 0.06);
      assertThat(model.coefficient(2)).isZero();
      assertThat(model.hazard(new double[] {100, 0, 5}, 500)).isBetween(0.0, 1.0);
    }

    @Test
    void a_column_that_is_the_label_has_a_finite_answer() {
      double[] time = new double[40];
      boolean[] ended = new boolean[40];
      double[][] rows = new double[40][];
      for (int i = 0; i < 40; i++) {
        time[i] = 1 + i % 4;
        ended[i] = i % 2 == 0;
        rows[i] = new double[] {i % 2};
      }
      DiscreteHazardModel model =
          new DiscreteHazardTrainer().train(Durations.of(time, ended), List.of("label"), rows);
      assertThat(model.coefficient(0)).isBetween(-200.0, -2.0);
      assertThat(model.hazard(new double[] {1}, 2)).isBetween(0.0, 0.05);
      assertThatThrownBy(
              () ->
                  new DiscreteHazardTrainer()
                      .train(Durations.of(time, new boolean[40]), List.of("label"), rows))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessageStartingWith("Cannot fit discrete hazards: 0 of 40 lives ended");
    }
  }
}
