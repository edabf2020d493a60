// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.Reference;
import io.perennial.value.SimulatedBase;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.fit.LogLikelihood;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HierarchicalTest {

  private static final HierarchicalTrainer TRAINER = new HierarchicalTrainer();
  private static final HierarchicalConfig QUICK = HierarchicalConfig.defaults();

  @Nested
  class Oracle {

    /** Posterior medians of BTYDplus on the same histories; its own chains had R-hat 1.13. */
    @Test
    void cdnow_has_the_medians_of_btydplus_and_converged_chains() {
      HierarchicalPosterior posterior = TRAINER.train(Reference.histories("cdnow_sample"), QUICK);
      double[] theirs = {0.5572, 10.63, 0.613, 11.64};
      for (int i = 0; i < 4; i++) {
        String name = posterior.names().get(i);
        assertThat(posterior.median(name))
            .as(name)
            .isCloseTo(theirs[i], within(0.25 * posterior.deviation(name)));
        assertThat(posterior.rHat(name)).as(name).isLessThan(1.03);
        assertThat(posterior.effectiveSize(name)).as(name).isGreaterThan(250);
      }
      assertThat(posterior.warnings()).isEmpty();
      double[] expected = posterior.expectedPurchases(Reference.histories("cdnow_sample"), 39);
      double total = Arrays.stream(Reference.histories("cdnow_sample").spread(expected)).sum();
      assertThat(total).isCloseTo(1655.7, withPercentage(2)); // theirs
    }

    /** The chain against plain importance sampling, which shares no code with it. */
    @Test
    void a_small_base_has_the_moments_that_importance_sampling_finds() {
      GroupedHistories histories = SimulatedBase.paretoNbd(150, 0.8, 6, 0.6, 12, 4).grouped();
      HierarchicalPosterior posterior = TRAINER.train(histories, QUICK.withRounds(25, 500));
      LogLikelihood target = WeakPrior.of(histories).with(ParetoNbdTrainer.likelihood(histories));
      double age = histories.totalAgeWeeks() / 150;
      double[] centre = {0.54, 1.8, 0, 3.3}; // ln r log(1 + age / alpha), ln alpha, …
      double[] spread = {0.2, 0.3, 0.2, 1.4};
      RandomStream random = RandomSource.seeded(9).stream(0);
      double weights = 0;
      double[] first = new double[4];
      double[] second = new double[4];
      double reference = target.at(new double[] {0.75, 6.3, 0.8, 28});
      for (int d = 0; d < 4_000; d++) {
        double scale = 1 / Math.sqrt(Gamma.standard(random, 2) / 2); // Student t, 4 degrees
        double[] c = new double[4];
        double square = 0;
        for (int i = 0; i < 4; i++) {
          double z = scale * Normal.standard(random);
          square += z * z;
          c[i] = centre[i] + spread[i] * z;
        }
        double[] u = {
          c[0] - Math.log(StrictMath.log1p(age / Math.exp(c[1]))),
          c[1],
          c[2] - Math.log(StrictMath.log1p(age / Math.exp(c[3]))),
          c[3]
        };
        double weight = Math.exp(target.at(exp(u)) - reference + 4 * Math.log(1 + square / 4));
        weights += weight;
        for (int i = 0; i < 4; i++) {
          first[i] += weight * u[i];
          second[i] += weight * u[i] * u[i];
        }
      }
      for (int i = 0; i < 4; i++) {
        double[] logs = new double[posterior.draws()];
        for (int d = 0; d < logs.length; d++) {
          logs[d] = Math.log(parameter(posterior, d, i));
        }
        double mean = first[i] / weights;
        double deviation = Math.sqrt(second[i] / weights - mean * mean);
        double ours = Arrays.stream(logs).average().orElseThrow();
        double ourDeviation =
            Math.sqrt(Arrays.stream(logs).map(u -> u * u).average().orElseThrow() - ours * ours);
        assertThat(ours).as("mean %d", i).isCloseTo(mean, within(0.12 * deviation));
        assertThat(ourDeviation).as("deviation %d", i).isCloseTo(deviation, withPercentage(10));
      }
    }

    private static double parameter(HierarchicalPosterior posterior, int d, int i) {
      return new double[] {
            posterior.draw(d).r(),
            posterior.draw(d).alpha(),
            posterior.draw(d).s(),
            posterior.draw(d).beta()
          }
          [i];
    }

    private static double[] exp(double[] u) {
      return Arrays.stream(u).map(Math::exp).toArray();
    }
  }

  @Nested
  class Truth {

    @Test
    void the_true_parameters_are_in_their_intervals() {
      double[] truth = {0.6, 10, 0.6, 12};
      int inside = 0;
      for (int base = 0; base < 3; base++) {
        HierarchicalPosterior posterior =
            TRAINER.train(
                SimulatedBase.paretoNbd(600, 0.6, 10, 0.6, 12, 40 + base).grouped(),
                QUICK.withRounds(10, 40));
        for (int i = 0; i < 4; i++) {
          inside += posterior.interval(posterior.names().get(i), 0.9).contains(truth[i]) ? 1 : 0;
        }
      }
      assertThat(inside).isBetween(8, 12);
    }

    @Test
    void intervals_of_customers_and_of_the_total_contain_what_came() {
      SimulatedBase base = SimulatedBase.paretoNbd(500, 0.6, 10, 0.6, 12, 77);
      GroupedHistories histories = base.grouped();
      Futures futures =
          TRAINER.train(histories, QUICK).futures(histories, new SimulationConfig(52, 400, 100, 1));
      int inside = 0;
      for (int i = 0; i < 500; i++) {
        inside += futures.interval(i, 0.9).contains(base.future().get(i)) ? 1 : 0;
      }
      assertThat(inside / 500.0).isBetween(0.88, 0.97);
      long[] totals = futures.totals(IntStream.range(0, 500).toArray());
      long actual = Math.round(Arrays.stream(base.actual()).sum());
      assertThat(actual)
          .isBetween(
              Arrays.stream(totals).min().orElseThrow(), Arrays.stream(totals).max().orElseThrow());
    }
  }

  @Nested
  class Faults {

    @Test
    void too_little_is_refused_with_a_sentence() {
      GroupedHistories few =
          GroupedHistories.of(
              List.of(new PurchaseHistory(2, 3, 10), PurchaseHistory.boughtOnce(10)));
      assertThatThrownBy(() -> TRAINER.train(few, QUICK))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessageContaining("only 1 of 2 customers have a repeat purchase");
      assertThatThrownBy(() -> new HierarchicalConfig(1, 10, 10, 1))
          .hasMessage("Invalid value.bayes.chains: 1 (must be >= 2)");
    }

    @Test
    void a_base_that_leaves_at_one_rate_has_a_wide_posterior_and_finite_answers() {
      GroupedHistories histories =
          SimulatedBase.paretoNbd(300, 0.8, 6, random -> 0.02, 3).grouped();
      HierarchicalPosterior posterior = TRAINER.train(histories, QUICK.withRounds(10, 60));
      assertThat(posterior.toString()).doesNotContain("NaN");
      assertThat(posterior.interval("s", 0.9).upper()).isGreaterThan(3);
      for (double value : posterior.expectedPurchases(histories, 52)) {
        assertThat(value).isFinite().isNotNegative();
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_bits_on_one_thread_and_on_three() throws Exception {
    GroupedHistories histories = SimulatedBase.paretoNbd(200, 0.6, 10, 0.6, 12, 5).grouped();
    HierarchicalConfig config = QUICK.withRounds(10, 20);
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool three = new ForkJoinPool(3);
    try {
      HierarchicalPosterior first = one.submit(() -> TRAINER.train(histories, config)).get();
      HierarchicalPosterior second = three.submit(() -> TRAINER.train(histories, config)).get();
      assertThat(first.models(80)).isEqualTo(second.models(80));
      assertThat(TRAINER.train(histories, config.withSeed(2)).models(1))
          .isNotEqualTo(first.models(1));
    } finally {
      one.shutdown();
      three.shutdown();
    }
  }
}
