// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Exponential;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EffectPropertiesTest {

  @Property(tries = 100)
  void arms_that_change_places_turn_the_effect_round(
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double first,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double second,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double error) {
    Estimate a = new Estimate(40, first, error);
    Estimate b = new Estimate(70, second, 2 * error);
    Effect there = Comparison.of(a, b, 0.05).effect().orElseThrow();
    Effect back = Comparison.of(b, a, 0.05).effect().orElseThrow();

    assertThat(back.difference()).isEqualTo(-there.difference());
    assertThat(back.interval().low()).isEqualTo(-there.interval().high());
    assertThat(back.pValue()).isEqualTo(there.pValue());
  }

  @Property(tries = 100)
  void interval_chance_and_percent_agree_on_whether_there_is_an_effect(
      @ForAll @DoubleRange(min = 5, max = 15) double treatment,
      @ForAll @DoubleRange(min = 0.01, max = 4) double error,
      @ForAll @IntRange(min = 3, max = 1000) int units) {
    Estimate control = new Estimate(units, 10, 1);
    Effect effect =
        Comparison.of(control, new Estimate(units, treatment, error), 0.05).effect().orElseThrow();

    assertThat(effect.significant()).isEqualTo(!effect.interval().contains(0));
    effect
        .relative()
        .ifPresent(
            relative ->
                assertThat(relative.interval().contains(0))
                    .isEqualTo(effect.interval().contains(0)));
  }

  @Test
  void a_quantiles_interval_holds_the_quantile_as_often_as_it_says() {
    double truth = StrictMath.log(4); // the upper quarter of waiting times
    int held = 0;
    for (int run = 0; run < 400; run++) {
      RandomStream random = RandomSource.seeded(2).stream(run);
      double[] units = new double[400];
      for (int i = 0; i < units.length; i++) {
        units[i] = Exponential.standard(random);
      }
      Estimate estimate = Estimate.quantile(units, 0.75);
      held += StrictMath.abs(estimate.value() - truth) < 1.96 * estimate.standardError() ? 1 : 0;
    }

    assertThat(new Proportion(held, 400).interval(0.001).contains(0.95)).as("%d", held).isTrue();
    assertThat(Estimate.quantile(new double[0], 0.5)).isEqualTo(new Estimate(0, 0, 0));
    assertThat(Estimate.quantile(new double[] {3}, 0.5).value()).isEqualTo(3);
  }

  @Test
  void the_sequential_check_of_sizes_rarely_alarms_where_all_is_well_and_soon_where_not() {
    int alarms = 0;
    int late = 0;
    for (int run = 0; run < 300; run++) {
      RandomStream random = RandomSource.seeded(6).stream(run);
      SequentialSampleRatio well = new SequentialSampleRatio(1, 1);
      SequentialSampleRatio ill = new SequentialSampleRatio(1, 1);
      long[] even = new long[2];
      long[] odd = new long[2];
      for (int i = 1; i <= 4_000; i++) {
        even[random.chance(0.5) ? 1 : 0]++;
        odd[random.chance(0.6) ? 1 : 0]++;
        if (i % 100 == 0) {
          well.look(even);
          ill.look(odd);
        }
      }
      alarms += well.mismatch() ? 1 : 0;
      late += ill.mismatch() ? 0 : 1;
    }

    assertThat(alarms).isLessThanOrEqualTo(3);
    assertThat(late).isLessThan(30);
  }

  @Test
  void cuped_leaves_the_level_as_it_is() {
    double[] outcomes = new double[200];
    double[] past = new double[200];
    int[] arm = new int[200];
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      past[i] = i % 13;
      arm[i] = i % 2;
      outcomes[i] = 100 + past[i] + i % 3;
      sum += outcomes[i];
    }
    double adjusted = 0;
    for (double outcome : Cuped.of(outcomes, arm, 2, past).adjusted()) {
      adjusted += outcome;
    }

    assertThat(adjusted).isCloseTo(sum, within(1e-8));
  }
}
