// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import org.junit.jupiter.api.Test;

class EarnedByAgeTest {

  private static final double[] AGES = {0, 1, 2, 4, 8};

  /** Customers who spend 10 at once and 5 a week from then on, half of which is kept. */
  private static EarnedByAge steady(int customers, double seenWeeks) {
    EarnedByAge earned = new EarnedByAge(AGES, 2);
    for (int i = 0; i < customers; i++) {
      earned.add(1, i, seenWeeks, new double[] {10, 15, 20, 30, 50}, 0.5);
    }
    return earned;
  }

  @Test
  void payback_is_straight_between_two_ages_and_zero_where_the_first_purchase_is_enough() {
    EarnedByAge earned = steady(100, 8);
    assertThat(earned.payback(1, 13.75, 0.9, 1).weeks()).hasValue(3.5);
    assertThat(earned.payback(1, 5, 0.9, 1).weeks()).hasValue(0);
    assertThat(earned.payback(1, 0, 0.9, 1).weeks()).hasValue(0);
    EarnedByAge.PaidBack paid = earned.payback(1, 13.75, 0.9, 1);
    assertThat(paid.lower().getAsDouble()).as("all alike").isCloseTo(3.5, within(1e-9));
    assertThat(paid.upper().getAsDouble()).isCloseTo(3.5, within(1e-9));
    assertThat(paid.chance()).isOne();
    assertThat(paid.windowWeeks()).isEqualTo(8);
  }

  @Test
  void a_cost_that_was_not_earned_while_customers_were_seen_is_not_paid_back() {
    EarnedByAge.PaidBack paid = steady(100, 3).payback(1, 11, 0.9, 1);
    assertThat(paid.weeks()).isEmpty();
    assertThat(paid.lower()).isEmpty();
    assertThat(paid.upper()).isEmpty();
    assertThat(paid.chance()).isZero();
    assertThat(paid.windowWeeks()).isEqualTo(2);
    EarnedByAge.PaidBack nobody = steady(100, 3).payback(0, 1, 0.9, 1);
    assertThat(nobody.weeks()).isEmpty();
    assertThat(nobody.windowWeeks()).isZero();
    assertThat(steady(1, 8).payback(1, 13.75, 0.9, 1).weeks()).as("one").hasValue(3.5);
  }

  @Test
  void who_came_lately_does_not_make_later_ages_look_poor() {
    EarnedByAge earned = new EarnedByAge(AGES, 1);
    for (int i = 0; i < 200; i++) {
      boolean late = i % 2 == 0;
      double[] spend = {10, 15, late ? 15 : 20, late ? 15 : 30, late ? 15 : 50};
      earned.add(0, i, late ? 1.5 : 9, spend, 1);
    }
    assertThat(earned.payback(0, 30, 0.9, 1).weeks()).hasValue(4);
  }

  @Test
  void an_age_that_few_have_reached_is_not_looked_at() {
    EarnedByAge earned = new EarnedByAge(AGES, 1);
    for (int i = 0; i < 1_000; i++) {
      earned.add(0, i, i < 49 ? 8 : i < 60 ? 4 : 2, new double[] {1, 1, 1, 1, 1}, 1);
    }
    assertThat(earned.windowWeeks(0)).isEqualTo(4);
    assertThat(earned.customers(0)).isEqualTo(1_000);
  }

  /** The stated share, within three standard errors of 120 bases. */
  @Test
  void intervals_hold_the_truth_as_often_as_they_say() {
    int held = 0;
    int bases = 120;
    for (int base = 0; base < bases; base++) {
      EarnedByAge earned = new EarnedByAge(AGES, 1);
      for (int i = 0; i < 400; i++) {
        RandomStream random = RandomSource.seeded(base).stream(i);
        double[] spend = new double[AGES.length];
        double sum = 0;
        for (int k = 0; k < AGES.length; k++) {
          double weeks = k == 0 ? 1 : AGES[k] - AGES[k - 1];
          sum += 4 * Gamma.standard(random, 0.25 * weeks);
          spend[k] = sum;
        }
        earned.add(0, i, 8, spend, 1);
      }
      EarnedByAge.PaidBack paid = earned.payback(0, 4, 0.9, base);
      // the mean is 1 a week, and 1 at once: 4 are earned after three weeks
      held += paid.lower().orElse(99) <= 3 && paid.upper().orElse(99) >= 3 ? 1 : 0;
    }
    assertThat(held / (double) bases).isCloseTo(0.9, within(3 * Math.sqrt(0.09 / bases)));
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> new EarnedByAge(new double[] {1, 2}, 1))
        .hasMessage("Invalid ages: [1.0, 2.0] (must begin with 0)");
    assertThatThrownBy(() -> new EarnedByAge(new double[] {0, 2, 2}, 1))
        .hasMessage("Invalid ages: 2.0 after 2.0 (must be ascending)");
    assertThatThrownBy(() -> steady(1, 1).payback(0, -1, 0.9, 1))
        .hasMessage("Invalid cost or level: -1.0, 0.9 (must be >= 0 and finite, within (0, 1))");
  }
}
