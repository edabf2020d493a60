// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.uplift.EffectRanking.Point;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Property: what is true of measures and values whatever the customers. */
class MeasuresPropertiesTest {

  /** Customers by chance, with few different scores. */
  private static final class Some {

    private final double[] outcome;
    private final boolean[] treated;
    private final double[] score;

    Some(double[] outcome, boolean[] treated, double[] score) {
      this.outcome = outcome;
      this.treated = treated;
      this.score = score;
    }

    static Some of(int n, long seed) {
      RandomStream lots = RandomSource.seeded(seed).stream(0);
      Some some = new Some(new double[n], new boolean[n], new double[n]);
      for (int i = 0; i < n; i++) {
        some.outcome[i] = lots.nextInt(2);
        some.treated[i] = i < 2 ? i == 0 : lots.chance(0.5);
        some.score[i] = lots.nextInt(7) - 3;
      }
      return some;
    }

    EffectRanking ranking() {
      return EffectRanking.of(outcome, treated, score);
    }
  }

  @Property(tries = 100)
  void areas_depend_on_the_order_of_scores_and_not_on_their_size_or_the_rows(
      @ForAll @IntRange(min = 4, max = 60) int n, @ForAll long seed) {
    Some some = Some.of(n, seed);
    Some other = new Some(new double[n], new boolean[n], new double[n]);
    for (int i = 0; i < n; i++) {
      other.outcome[i] = some.outcome[n - 1 - i];
      other.treated[i] = some.treated[n - 1 - i];
      other.score[i] = Math.exp(some.score[n - 1 - i]) - 5;
    }

    assertThat(other.ranking().qini()).isEqualTo(some.ranking().qini(), within(1e-9));
    assertThat(other.ranking().upliftArea()).isEqualTo(some.ranking().upliftArea(), within(1e-9));
  }

  @Property(tries = 100)
  void curves_start_at_nothing_and_end_at_the_difference_of_the_arms(
      @ForAll @IntRange(min = 4, max = 60) int n, @ForAll long seed) {
    Some some = Some.of(n, seed);
    List<Point> curve = some.ranking().upliftCurve();
    double[] gain = CumulativeGain.of(some.outcome, some.treated, some.score).gain();

    assertThat(curve.get(0)).isEqualTo(new Point(0, 0));
    assertThat(curve.get(curve.size() - 1).gain()).isEqualTo(gain[n], within(1e-9));
    assertThat(gain).doesNotContain(Double.NaN);
  }

  @Property(tries = 100)
  void the_value_of_a_policy_is_among_the_outcomes_and_finite(
      @ForAll @IntRange(min = 4, max = 60) int n, @ForAll long seed) {
    SimulatedTrial trial = SimulatedTrial.of(SimulatedTrial.Kind.DIFFERENT_EFFECTS, 40 + n, seed);
    Experiment experiment = trial.experiment();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < experiment.rows(); i++) {
      least = Math.min(least, experiment.outcome(i));
      most = Math.max(most, experiment.outcome(i));
    }
    PolicyValue value = PolicyValue.of(experiment, trial.oracle());

    assertThat(value.value()).isBetween(least, most);
    assertThat(value.error()).isFinite().isNotNegative();
    assertThat(value.minus(value).amount()).isZero();
  }
}
