// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.allocate.Offers;
import io.perennial.math.random.RandomSource;
import org.junit.jupiter.api.Test;

class PropensitiesTest {

  @Test
  void are_shares_mixed_with_a_floor_over_the_candidates() {
    Propensities chances = Propensities.of(0b101, new double[] {3, 5, 1, 0}, 0.3);

    assertThat(chances.of(0)).isCloseTo(0.1 + 0.7 * 0.75, within(1e-15));
    assertThat(chances.of(1)).isZero();
    assertThat(chances.of(2)).isCloseTo(0.1 + 0.7 * 0.25, within(1e-15));
    assertThat(chances.of(Offers.NOTHING)).isCloseTo(0.1, within(1e-15));
    assertThat(chances.candidate(1)).isFalse();
    assertThat(chances.candidate(Offers.NOTHING)).isTrue();
  }

  @Test
  void are_how_often_each_is_drawn_and_a_decision_is_always_drawn_alike() {
    Propensities chances = Propensities.of(0b101, new double[] {3, 5, 1, 0}, 0.3);
    RandomSource source = RandomSource.seeded(2);
    int decisions = 100_000;
    int[] drawn = new int[4];
    for (long d = 0; d < decisions; d++) {
      drawn[1 + chances.draw(source, d)]++;
    }

    assertThat(drawn[2]).isZero();
    for (int action : new int[] {-1, 0, 2}) {
      double p = chances.of(action);
      assertThat(drawn[1 + action] / (double) decisions)
          .isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / decisions)));
    }
    assertThat(chances.draw(source, 77)).isEqualTo(chances.draw(source, 77));
  }

  @Test
  void what_cannot_be_is_said() {
    assertThatThrownBy(() -> Propensities.of(1, new double[] {1, 0}, 1.5))
        .hasMessage("Invalid floor: 1.5 (must be within [0, 1])");
    assertThatThrownBy(() -> Propensities.of(1, new double[] {0, 0}, 0))
        .hasMessage("Invalid shares: no candidate has one (must sum to > 0)");
    assertThatThrownBy(() -> Propensities.of(1, new double[] {Double.NaN, 0}, 0))
        .hasMessage("Invalid share of choice 0: NaN (must be >= 0 and finite)");
  }

  @Test
  void of_rates_known_by_counts_favour_the_better_and_forget_nobody() {
    BetaArms arms =
        BetaArms.unknown(2, 1, 1).learned(0, 30, 100).learned(1, 45, 100).learned(-1, 20, 100);

    Propensities chances = arms.propensities(0b11, 0.06);

    assertThat(chances.of(1)).isGreaterThan(0.5);
    assertThat(chances.of(0)).isGreaterThanOrEqualTo(0.02);
    assertThat(chances.of(0) + chances.of(1) + chances.of(Offers.NOTHING))
        .isCloseTo(1, within(1e-12));
    assertThat(arms.rate(1).mean()).isCloseTo(46 / 102.0, within(1e-15));
    assertThatThrownBy(() -> arms.learned(0, 3, 2))
        .hasMessage("Invalid successes: 3 of 2 (must be within [0, 2])");
  }
}
