// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.TooLittleDataException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DriftTest {

  private static double[] drawn(int n, RandomStream random, double shift) {
    return IntStream.range(0, n).mapToDouble(i -> Normal.standard(random) + shift).toArray();
  }

  @Nested
  class Stability {

    @Test
    void has_the_index_that_is_found_by_hand() {
      double[] before = new double[20_000];
      double[] after = new double[10_000];
      Arrays.fill(before, 0, 10_000, 1);
      Arrays.fill(after, 0, 4_000, 1);
      StabilityIndex index = StabilityIndex.of("one or none", before, after, 0.01);
      // (.4 - .5) ln (.4 / .5) + (.6 - .5) ln (.6 / .5)
      assertThat(index.index()).isCloseTo(0.040547, within(1e-5));
      assertThat(index.bins()).isEqualTo(2);
      // 6.635 of chi-square with one degree, times 1/20,000 + 1/10,000
      assertThat(index.threshold()).isCloseTo(6.6349 * 1.5e-4, within(1e-7));
      assertThat(index.isAlarm()).isTrue();
      assertThat(index.isNoticeable()).isFalse();
      assertThat(index.toString()).endsWith("moved a little");
    }

    /** A smooth column, a count with ties, one with gaps, a heavy tail, a constant. */
    private double[] column(int kind, int n, RandomStream random) {
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        values[i] =
            switch (kind) {
              case 0 -> Normal.standard(random);
              case 1 -> random.nextInt(4) * random.nextInt(3);
              case 2 -> random.chance(0.3) ? Double.NaN : random.nextDouble();
              case 3 -> 1 / Gamma.standard(random, 0.1);
              default -> 7;
            };
      }
      return values;
    }

    @Test
    void alarms_no_oftener_than_stated_where_nothing_moves() {
      int one = 0;
      int any = 0;
      int tries = 400;
      for (int seed = 0; seed < tries; seed++) {
        double[][] before = new double[5][];
        double[][] after = new double[5][];
        for (int kind = 0; kind < 5; kind++) {
          RandomStream random = RandomSource.seeded(seed).stream(kind);
          before[kind] = column(kind, 300, random);
          after[kind] = column(kind, 500, random);
        }
        List<StabilityIndex> found =
            StabilityIndex.of(List.of("a", "b", "c", "d", "e"), before, after, 0.05);
        any += found.stream().anyMatch(StabilityIndex::isAlarm) ? 1 : 0;
        one += found.get(0).pValue() < 0.05 ? 1 : 0;
        assertThat(found.get(4).index()).isZero();
      }
      // three standard errors of .05 in 400
      assertThat(one / (double) tries).isBetween(0.017, 0.083);
      assertThat(any / (double) tries).isLessThan(0.083);
    }

    @Test
    void folklore_would_alarm_in_small_samples_and_miss_in_large_ones() {
      int folklore = 0;
      for (int seed = 0; seed < 100; seed++) {
        RandomStream random = RandomSource.seeded(seed).stream(0);
        StabilityIndex small =
            StabilityIndex.of("a", drawn(100, random, 0), drawn(100, random, 0), 0.01);
        folklore += small.index() > StabilityIndex.NOTICEABLE ? 1 : 0;
      }
      assertThat(folklore).isGreaterThan(10);
      RandomStream random = RandomSource.seeded(7).stream(1);
      StabilityIndex large =
          StabilityIndex.of("a", drawn(20_000, random, 0), drawn(20_000, random, 0.2), 0.01);
      assertThat(large.index()).isLessThan(StabilityIndex.NOTICEABLE);
      assertThat(large.isAlarm()).isTrue();
    }

    @Test
    void finds_what_moved_and_says_so() {
      RandomStream random = RandomSource.seeded(1).stream(0);
      StabilityIndex moved =
          StabilityIndex.of("recency", drawn(2_000, random, 0), drawn(2_000, random, 1), 0.01);
      assertThat(moved.isNoticeable()).isTrue();
      assertThat(moved.toString()).startsWith("recency: stability index ").endsWith(", moved");
      double[] gone = new double[500];
      Arrays.fill(gone, Double.NaN);
      assertThat(StabilityIndex.of("gone", drawn(500, random, 0), gone, 0.01).isNoticeable())
          .isTrue();
      assertThat(StabilityIndex.of("never there", gone, gone, 0.01).isAlarm()).isFalse();
      double[] wild = {1e300, -1e300, Double.POSITIVE_INFINITY, 0, 5};
      double[] many = IntStream.range(0, 100).mapToDouble(i -> wild[i % 5]).toArray();
      assertThat(StabilityIndex.of("wild", many, many, 0.01).index()).isZero();
    }

    @Test
    void too_few_customers_are_refused() {
      assertThatThrownBy(() -> StabilityIndex.of("a", new double[19], new double[50], 0.01))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessageStartingWith("Cannot compare a over time: 19 customers before");
    }
  }

  @Nested
  class Losses {

    private double[] losses(int n, long seed, int run, double scale) {
      return IntStream.range(0, n)
          .mapToDouble(
              i -> {
                RandomStream random = RandomSource.seeded(seed).stream(run * 10_000L + i);
                return random.chance(0.4) ? 0 : scale * Gamma.standard(random, 0.7);
              })
          .sorted() // as a table may be: the order within a run must not matter
          .toArray();
    }

    @Test
    void that_stay_alarm_no_oftener_than_stated_however_often_one_looks() {
      int alarms = 0;
      for (int seed = 0; seed < 100; seed++) {
        LossMonitor monitor = new LossMonitor(0.05, 250, seed);
        for (int run = 0; run < 6; run++) {
          monitor.take(losses(250, seed, run, 1));
        }
        alarms += monitor.hasAlarmed() ? 1 : 0;
      }
      assertThat(alarms).isLessThanOrEqualTo(11); // .05 exceeds it less than once in 100
    }

    @Test
    void that_grow_are_seen_within_two_runs() {
      int seen = 0;
      int early = 0;
      for (int seed = 0; seed < 20; seed++) {
        LossMonitor monitor = new LossMonitor(0.01, 1_000, seed);
        for (int run = 0; run < 6; run++) {
          early += run == 4 && monitor.hasAlarmed() ? 1 : 0;
          monitor.take(losses(1_000, seed, run, run < 4 ? 1 : 2.2));
        }
        seen += monitor.hasAlarmed() ? 1 : 0;
      }
      assertThat(early).isLessThanOrEqualTo(1);
      assertThat(seen).isGreaterThanOrEqualTo(18);
    }

    @Test
    void give_the_same_evidence_twice_and_a_sentence() {
      LossMonitor one = new LossMonitor(0.01, 100, 3);
      LossMonitor other = new LossMonitor(0.01, 100, 3);
      for (int run = 0; run < 3; run++) {
        one.take(losses(250, 1, run, 1));
        other.take(losses(250, 1, run, 1));
      }
      assertThat(one.evidence()).isEqualTo(other.evidence()).isFinite();
      assertThat(one.toString()).startsWith("no change after 3 runs and 300 losses");
      double[] constant = new double[400];
      assertThat(new LossMonitor(0.01, 400, 1).take(constant)).isFalse();
      assertThat(one.take(new double[0])).isFalse();
      assertThatThrownBy(() -> one.take(new double[] {Double.NaN}))
          .hasMessage("Row 0: Invalid loss: NaN (must be finite)");
    }
  }

  @Nested
  class Calibration {

    private double[] pits(long seed, double narrow, double lean) {
      RandomStream random = RandomSource.seeded(seed).stream(0);
      Normal forecast = new Normal(0, narrow);
      return IntStream.range(0, 1_500)
          .mapToDouble(i -> forecast.cumulative(Normal.standard(random) + lean))
          .toArray();
    }

    @Test
    void that_holds_alarms_no_oftener_than_stated() {
      int alarms = 0;
      for (int seed = 0; seed < 200; seed++) {
        alarms += new CalibrationMonitor(0.05).take(pits(seed, 1, 0)) ? 1 : 0;
      }
      assertThat(alarms).isLessThanOrEqualTo(18);
    }

    @Test
    void that_fails_is_seen_and_named() {
      CalibrationMonitor narrow = new CalibrationMonitor(0.001);
      assertThat(narrow.take(pits(1, 0.7, 0))).isTrue();
      assertThat(narrow.toString()).startsWith("forecasts are not calibrated").contains("width");
      CalibrationMonitor low = new CalibrationMonitor(0.001);
      assertThat(low.take(pits(1, 1, 0.3))).isTrue();
      assertThat(low.toString()).contains("of their level");
      assertThat(low.evidence()).isGreaterThan(3);
      assertThatThrownBy(() -> low.take(new double[] {1.5}))
          .hasMessage("Row 0: Invalid transform: 1.5 (must be within [0, 1])");
    }
  }

  @Nested
  class Challengers {

    private double[] losses(int n, long seed, int model, double factor) {
      return IntStream.range(0, n)
          .mapToDouble(
              i -> {
                RandomStream shared = RandomSource.seeded(seed).stream(i);
                RandomStream own = RandomSource.seeded(seed + 1000L * model).stream(1_000_000L + i);
                return factor * Gamma.standard(shared, 0.5) + 0.1 * own.nextDouble();
              })
          .toArray();
    }

    @Test
    void who_are_no_better_take_over_no_oftener_than_stated() {
      int once = 0;
      int ever = 0;
      Challenge.Rules one = new Challenge.Rules(0.05, 0, Challenge.Looks.ONE);
      Challenge.Rules any = new Challenge.Rules(0.05, 0, Challenge.Looks.ANY);
      int tries = 200;
      for (int seed = 0; seed < tries; seed++) {
        double[] a = losses(1_000, seed, 1, 1);
        double[] b = losses(1_000, seed, 2, 1);
        once += Challenge.of("a", a, "b", b, one).takesOver() ? 1 : 0;
        boolean taken = false;
        for (int n = 50; n <= 1_000; n += 50) {
          taken |=
              Challenge.of("a", Arrays.copyOf(a, n), "b", Arrays.copyOf(b, n), any).takesOver();
        }
        ever += taken ? 1 : 0;
      }
      assertThat(once / (double) tries).isBetween(0.01, 0.1);
      assertThat(ever / (double) tries).isLessThan(0.08);
    }

    @Test
    void who_are_better_take_over_and_it_is_said_why() {
      double[] a = losses(2_000, 1, 1, 1);
      double[] b = losses(2_000, 1, 2, 0.95);
      Challenge challenge = Challenge.of("old", a, "new", b, Challenge.Rules.defaults());
      assertThat(challenge.takesOver()).isTrue();
      assertThat(challenge.relativeGain()).isBetween(0.02, 0.07);
      assertThat(challenge.interval().lower()).isPositive();
      assertThat(challenge.toString())
          .startsWith("new (0.5")
          .contains("on 2,000 customers: better by 0.0")
          .endsWith("it takes over");
      assertThat(Challenge.of("new", b, "old", a, Challenge.Rules.defaults()).toString())
          .contains(": worse by ")
          .endsWith("new stays");
    }

    @Test
    void who_are_better_by_nothing_worth_while_do_not() {
      double[] a = losses(2_000, 1, 1, 1);
      double[] b = Arrays.stream(a).map(loss -> 0.999 * loss).toArray();
      Challenge challenge = Challenge.of("old", a, "new", b, Challenge.Rules.defaults());
      assertThat(challenge.interval().lower()).isPositive();
      assertThat(challenge.takesOver()).isFalse();
      Challenge equal = Challenge.of("old", a, "new", a, Challenge.Rules.defaults());
      assertThat(equal.takesOver()).isFalse();
      assertThat(equal.toString()).doesNotContain("NaN");
      double[] vast = {1e308, 1e308, 1e308};
      assertThatThrownBy(() -> Challenge.of("a", vast, "b", vast, Challenge.Rules.defaults()))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessageStartingWith("Cannot compare a with b: only 3 customers");
    }
  }

  @Nested
  class Retraining {

    private Challenge trial(double factor) {
      Challengers source = new Challengers();
      return Challenge.of(
          "model of March",
          source.losses(4_000, 5, 1, 1),
          "fresh model",
          source.losses(4_000, 5, 2, factor),
          Challenge.Rules.defaults());
    }

    @Test
    void pays_when_the_gain_is_worth_more_than_it_costs() {
      RetrainDecision yes =
          RetrainDecision.of(
              trial(0.9), List.of(), List.of(), new RetrainDecision.Stakes(100_000, 0.1, 200));
      assertThat(yes.isWorthIt()).isTrue();
      assertThat(yes.benefit()).isBetween(400.0, 600.0);
      assertThat(yes.chance()).isGreaterThan(0.99);
      assertThat(yes.reasons().get(0)).startsWith("retrain: a fresh model is expected to bring ");
      RetrainDecision dear =
          RetrainDecision.of(
              trial(0.9), List.of(), List.of(), new RetrainDecision.Stakes(100_000, 0.1, 2_000));
      assertThat(dear.isWorthIt()).isFalse();
      assertThat(dear.reasons().get(0)).startsWith("do not retrain: ").endsWith("that it pays)");
    }

    @Test
    void does_not_pay_for_drift_alone() {
      RandomStream random = RandomSource.seeded(1).stream(0);
      StabilityIndex moved =
          StabilityIndex.of("recency", drawn(900, random, 0), drawn(900, random, 1), 0.01);
      RetrainDecision no =
          RetrainDecision.of(
              trial(1),
              List.of(moved),
              List.of("no change after 3 runs"),
              new RetrainDecision.Stakes(1e6, 1, 1));
      assertThat(no.isWorthIt()).isFalse();
      assertThat(no.toString())
          .contains("do not retrain")
          .contains("1 of 1 features have moved: recency: stability index")
          .endsWith("no change after 3 runs");
      RetrainDecision nothing =
          RetrainDecision.of(trial(0.9), List.of(), List.of(), new RetrainDecision.Stakes(0, 0, 0));
      assertThat(nothing.isWorthIt()).isFalse();
      assertThat(nothing.toString()).doesNotContain("NaN");
    }
  }
}
