// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadOutcomesTest {

  @Test
  void an_empty_arm_and_one_unit_are_said() {
    ArmSummary some = ArmSummary.of(1, 2, 3);

    assertThat(Comparison.of(some, ArmSummary.of(), 0.05))
        .isEqualTo(
            new Untested(
                "too few units: 3 in the control and 0 in the treatment (at least 2 in each)"));
    assertThat(Comparison.of(ArmSummary.of(5), some, 0.05)).isInstanceOf(Untested.class);
    assertThat(Proportion.compare(new Proportion(0, 0), new Proportion(1, 1), 0.05))
        .isInstanceOf(Untested.class);
  }

  @Test
  void a_constant_outcome_is_said() {
    assertThat(Comparison.of(ArmSummary.of(7, 7, 7), ArmSummary.of(7, 7), 0.05))
        .isEqualTo(Untested.constant());
    assertThat(Proportion.compare(new Proportion(0, 90), new Proportion(0, 80), 0.05))
        .isEqualTo(Untested.constant());
  }

  @Test
  void two_units_an_arm_are_enough_for_a_wide_interval() {
    Effect effect =
        Comparison.of(ArmSummary.of(1, 2), ArmSummary.of(2, 4), 0.05).effect().orElseThrow();

    assertThat(effect.interval().contains(0)).isTrue();
    assertThat(effect.pValue()).isBetween(0.2, 0.5);
    assertThat(effect.relative()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-150, 1, 1e9, 1e150})
  void outcomes_of_any_size_give_the_same_chance(double unit) {
    Effect effect =
        Comparison.of(
                ArmSummary.of(unit, 2 * unit, 3 * unit, 5 * unit),
                ArmSummary.of(4 * unit, 5 * unit, 7 * unit, 9 * unit),
                0.05)
            .effect()
            .orElseThrow();

    assertThat(effect.pValue()).as("by SciPy").isCloseTo(0.0490306765885, within(1e-12));
    assertThat(Double.isFinite(effect.interval().high())).isTrue();
  }

  @Test
  void a_tail_of_a_billion_is_cut_at_a_quantile_of_all_arms_together() {
    double[] money = new double[2_000];
    for (int i = 0; i < 1_000; i++) {
      money[i] = 10 + i % 50;
    }
    money[3] = 1e9;

    Winsorised cut = Winsorised.of(money, 0.99);

    assertThat(cut.cap()).isLessThan(60);
    assertThat(cut.values()[3]).isEqualTo(cut.cap());
    assertThat(cut.removedShare()).isGreaterThan(0.99);
    assertThat(cut.capped()).isEqualTo(1);
    assertThat(Winsorised.of(money, 1).values()).isEqualTo(money);
    assertThat(Winsorised.unitsForNormality(money).orElseThrow()).isGreaterThan(500_000);
    assertThat(Winsorised.unitsForNormality(cut.values()).orElseThrow()).isLessThan(1_000);
    assertThat(Winsorised.of(new double[4], 0.9).cap()).isZero();
  }

  @Test
  void covariates_that_are_missing_repeat_or_lie_a_billion_apart_do_no_harm() {
    int n = 400;
    double[] y = new double[n];
    double[] past = new double[n];
    double[] twice = new double[n];
    double[] none = new double[n];
    int[] arm = new int[n];
    for (int i = 0; i < n; i++) {
      past[i] = i % 3 == 0 ? Double.NaN : 1e9 * (i % 11);
      twice[i] = 2 * past[i];
      none[i] = Double.NaN;
      arm[i] = i / 2 % 2;
      y[i] = (i % 3 == 0 ? 4 : i % 11) + 0.01 * (i % 7);
    }

    Cuped cuped = Cuped.of(y, arm, 2, past, twice, none);

    assertThat(cuped.varianceReduction()).isGreaterThan(0.99);
    for (double weight : cuped.weights()) {
      assertThat(Double.isFinite(weight)).isTrue();
    }
    assertThat(Cuped.of(new double[] {1, 2, 3}, new int[] {0, 1, 0}, 2, new double[] {1, 2, 3}))
        .as("too few units to fit anything")
        .extracting(Cuped::varianceReduction)
        .isEqualTo(0.0);
    assertThat(Cuped.of(new double[0], new int[0], 2, new double[0]).arms()).hasSize(2);
  }

  @Test
  void what_is_no_number_is_refused_in_words() {
    assertThatThrownBy(() -> ArmSummary.of(1, Double.NaN))
        .hasMessage("Invalid mean: NaN (must be finite)");
    assertThatThrownBy(() -> Winsorised.of(new double[] {1, Double.POSITIVE_INFINITY}, 0.9))
        .hasMessage("Invalid outcome: Infinity (must be finite)");
    assertThatThrownBy(() -> Comparison.of(ArmSummary.of(1, 2), ArmSummary.of(1, 2), 0))
        .hasMessage("Invalid alpha: 0.0 (must be within (0, 1))");
    assertThatThrownBy(() -> new Proportion(3, 2))
        .hasMessage("Invalid successes: 3 (must be within [0, 2], the count)");
    assertThatThrownBy(() -> SampleRatio.of(new long[] {1, 2}, new double[] {1}))
        .hasMessageContaining("must be two or more, as many of each");
    assertThatThrownBy(() -> RatioSummary.of(new double[] {1, 2}, new double[] {0, 0}).estimate())
        .hasMessage("Cannot take a ratio: what is below the line sums to 0 over 2 units");
  }
}
