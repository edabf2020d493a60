// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.math.distribution.Exponential;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Moments;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rates of false alarms and coverage, where the truth is known. */
class PeekingTest {

  private static final NormalMixture MIXTURE = NormalMixture.tightestAt(1_000, 0.05);

  private enum Outcome {
    BELL,
    RARE,
    MONEY,
    WAITING;

    private double draw(RandomStream random) {
      return switch (this) {
        case BELL -> Normal.standard(random);
        case RARE -> random.chance(0.05) ? 1 : 0;
        case MONEY -> random.chance(0.3) ? StrictMath.exp(3 + Normal.standard(random)) : 0;
        case WAITING -> Exponential.standard(random);
      };
    }

    double[] units(int n, long seed) {
      RandomStream random = RandomSource.seeded(seed).stream(0);
      double[] units = new double[n];
      for (int i = 0; i < n; i++) {
        units[i] = draw(random);
      }
      return units;
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_a_a_test_looked_at_a_hundred_times_raises_no_more_alarms_than_asked(Outcome outcome) {
    AaCalibration found =
        AaCalibration.of(outcome.units(2_000, 7), 400, 20, 0.05, MIXTURE, RandomSource.seeded(1));

    assertThat(found.looks()).isEqualTo(100);
    // four kinds of outcomes are tried: wrong in one of a thousand, not of twenty
    Interval once = new Proportion(found.onceAtTheEnd(), found.splits()).interval(0.001);
    assertThat(once.contains(0.05)).as("%s", found).isTrue();
    assertThat(found.peeking() / 400.0).as("%s", found).isGreaterThan(0.2);
    assertThat(found.rate(found.alwaysValid()).low()).as("%s", found).isLessThan(0.05);
  }

  @Test
  void it_is_the_same_on_one_thread_and_on_many() throws Exception {
    double[] units = Outcome.MONEY.units(500, 3);
    AaCalibration many = AaCalibration.of(units, 60, 10, 0.05, MIXTURE, RandomSource.seeded(5));
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      AaCalibration alone =
          one.submit(() -> AaCalibration.of(units, 60, 10, 0.05, MIXTURE, RandomSource.seeded(5)))
              .get();
      assertThat(alone).isEqualTo(many);
    } finally {
      one.shutdown();
    }
  }

  @Test
  void the_intervals_hold_the_truth_at_all_looks_at_once() {
    int missed = 0;
    for (int run = 0; run < 300; run++) {
      missed += run(run, 0.3).missed ? 1 : 0;
    }

    assertThat(new Proportion(missed, 300).interval(0.05).low()).isLessThan(0.05);
  }

  @Test
  void an_effect_is_found_early_and_stays_found() {
    int found = 0;
    long looks = 0;
    for (int run = 0; run < 100; run++) {
      Run one = run(run, 0.3);
      found += one.decidedAt > 0 ? 1 : 0;
      looks += one.decidedAt;
    }

    assertThat(found).isGreaterThan(90);
    assertThat(looks / (double) found).as("of 40 looks").isLessThan(20);
  }

  private record Run(boolean missed, int decidedAt) {}

  /** 2,000 units, a look at every 50th. */
  private static Run run(int number, double effect) {
    RandomStream random = RandomSource.seeded(11).stream(number);
    Moments control = new Moments();
    Moments treatment = new Moments();
    SequentialTest test = new SequentialTest(0.05, MIXTURE);
    boolean missed = false;
    for (int i = 1; i <= 1_000; i++) {
      control.add(Normal.standard(random));
      treatment.add(effect + Normal.standard(random));
      if (i % 25 == 0) {
        Comparison now = test.look(ArmSummary.of(control), ArmSummary.of(treatment));
        missed |= now.effect().map(found -> !found.interval().contains(effect)).orElse(false);
      }
    }
    return new Run(missed, test.decidedAt().orElse(0));
  }
}
