// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AllocatorTest {

  private static final Allocator ALLOCATOR = Allocator.of(AllocationConfig.defaults());

  /**
   * Mail costs 1, a call 4; customers 0 to 3 are worth 3, 5, 2, 9 by mail and 8, 6, 3, 12 called.
   */
  private static final Offers FOUR =
      Offers.of(
          List.of(new ActionColumn("mail", "mail"), new ActionColumn("call", "phone")),
          new float[] {3, 8, 5, 6, 2, 3, 9, 12},
          new double[] {1, 4},
          new long[] {3, 3, 3, 3});

  private static Plan plan(Limit... limits) {
    return ALLOCATOR.allocate(FOUR, List.of(limits));
  }

  @Nested
  class Choosing {

    @Test
    void without_limits_everybody_gets_what_is_best_for_them() {
      Plan plan = plan();

      assertThat(BruteForce.choices(plan)).containsExactly(1, 0, 0, 0);
      assertThat(plan.net()).isEqualTo(4 + 4 + 1 + 8);
      assertThat(plan.gap()).isZero();
      assertThat(plan.reason(1)).hasToString("best for this customer");
      assertThat(plan.alternative(0)).isZero();
    }

    @Test
    void a_budget_is_spent_where_it_brings_most_and_says_what_more_of_it_would_bring() {
      Plan plan = plan(Limit.budget("budget", 3));

      assertThat(BruteForce.choices(plan)).containsExactly(0, 0, -1, 0);
      assertThat(plan.cost()).isEqualTo(3);
      assertThat(plan.net()).isEqualTo(2 + 4 + 8);
      assertThat(plan.proven()).isTrue();
      assertThat(plan.price("budget")).isBetween(1 - 1e-9, 2 + 1e-9);
      assertThat(plan.reason(2)).isEqualTo(new Reason(Reason.Kind.LIMIT, "budget"));
      assertThat(plan.reason(0)).hasToString("bound by the limit budget");
      assertThat(plan.reason(3)).isEqualTo(new Reason(Reason.Kind.BEST, ""));
      assertThat(plan.alternative(2)).isZero();
      assertThat(plan.alternative(0)).isEqualTo(1);
      assertThat(plan.contacts(0)).isEqualTo(3);
    }

    @Test
    void limits_per_channel_and_action_hold_beside_the_budget() {
      Plan plan =
          plan(
              Limit.budget("budget", 20),
              Limit.capacity("mails", Scope.channels("mail"), 2),
              Limit.budget("calls", Scope.actions("call"), 4));

      assertThat(BruteForce.choices(plan)).containsExactly(1, 0, -1, 0);
      assertThat(plan.uses().get(1).used()).isEqualTo(2);
      assertThat(plan.uses().get(2).used()).isEqualTo(4);
    }

    @Test
    void a_floor_forbids_what_brings_less_and_is_the_reason() {
      Plan plan = plan(new Limit.Floor("floor", Scope.all(), 1.5));

      assertThat(plan.action(2)).isEqualTo(Offers.NOTHING);
      assertThat(plan.reason(2)).hasToString("the best action is below the floor floor");
    }

    @Test
    void groups_are_treated_alike_where_asked() {
      Offers offers = FOUR.inGroups(List.of("old", "new"), new int[] {0, 1, 1, 0});

      Plan plan =
          ALLOCATOR.allocate(offers, List.of(Limit.budget("budget", 2), Limit.fair("fair", 1)));

      assertThat(BruteForce.choices(plan)).containsExactly(-1, 0, -1, 0);
      assertThat(plan.uses().get(1).used()).isEqualTo(1);
    }

    @Test
    void ties_are_split_as_the_limits_say() {
      int customers = 10_000;
      float[] values = new float[customers];
      long[] eligible = new long[customers];
      Arrays.fill(values, 3);
      Arrays.fill(eligible, 1);
      Offers offers =
          Offers.of(List.of(new ActionColumn("mail", "mail")), values, new double[] {1}, eligible);

      Plan plan = ALLOCATOR.allocate(offers, List.of(Limit.budget("budget", 4_321)));

      assertThat(plan.contacts()).isEqualTo(4_321);
      assertThat(plan.gap()).isLessThan(1e-9);
      assertThat(plan.price("budget")).isCloseTo(2, within(1e-6));
    }
  }

  @Nested
  class WhatIf {

    @Test
    void the_curve_rises_and_its_price_falls() {
      Offers offers = Cases.offers(2_000, 4, 1, 5);
      List<Limit> limits = List.of(Limit.budget("budget", 100));

      List<BudgetPoint> curve =
          ALLOCATOR.curve(offers, limits, "budget", 0, 100, 200, 400, 800, 1e6);

      assertThat(curve).extracting(BudgetPoint::possible).containsOnly(true);
      assertThat(curve.get(0).net()).isZero();
      for (int k = 1; k < curve.size(); k++) {
        assertThat(curve.get(k).net()).isGreaterThan(curve.get(k - 1).net());
        assertThat(curve.get(k).marginal()).isLessThanOrEqualTo(curve.get(k - 1).marginal());
        assertThat(curve.get(k).cost()).isLessThanOrEqualTo(curve.get(k).amount());
      }
      assertThat(curve.get(5).marginal()).isZero();
      assertThat(curve.get(1).net())
          .isCloseTo(ALLOCATOR.allocate(offers, limits).net(), within(0.5));
    }

    @Test
    void amounts_for_which_there_is_no_plan_are_said() {
      List<Limit> limits =
          List.of(Limit.budget("budget", 4), Limit.minimum("least", Scope.actions("call"), 1));

      List<BudgetPoint> curve = ALLOCATOR.curve(FOUR, limits, "budget", 3, 4);

      assertThat(curve).extracting(BudgetPoint::possible).containsExactly(false, true);
      assertThatThrownBy(() -> ALLOCATOR.curve(FOUR, limits, "least", 3))
          .hasMessage("Unknown limit: least (there are [budget] with an amount at most)");
    }
  }

  @Nested
  class BadInput {

    @Test
    void a_zero_budget_gives_what_costs_nothing() {
      Offers offers =
          Offers.of(
              Cases.actions(2), new float[] {5, 1, 7, -1}, new double[] {2, 0}, new long[] {3, 3});

      Plan plan = ALLOCATOR.allocate(offers, List.of(Limit.budget("budget", 0)));

      assertThat(BruteForce.choices(plan)).containsExactly(1, -1);
      assertThat(plan.cost()).isZero();
      assertThat(plan.gap()).isZero();
    }

    @Test
    void nobody_eligible_and_nobody_at_all_are_plans_that_do_nothing() {
      Offers none =
          Offers.of(Cases.actions(1), new float[] {Float.NaN}, new double[] {1}, new long[] {0});
      Offers empty = Offers.of(Cases.actions(1), new float[0], new double[] {1}, new long[0]);

      Plan plan = ALLOCATOR.allocate(none, List.of(Limit.budget("budget", 10)));

      assertThat(plan.action(0)).isEqualTo(Offers.NOTHING);
      assertThat(plan.reason(0)).hasToString("no action may be given");
      assertThat(plan.net()).isZero();
      assertThat(ALLOCATOR.allocate(empty, List.of(Limit.budget("budget", 10))).contacts())
          .isZero();
    }

    @Test
    void minimums_that_cannot_be_met_are_said_with_the_smallest_change_that_would_do() {
      List<Limit> limits =
          List.of(
              Limit.budget("budget", 100), Limit.minimum("many calls", Scope.actions("call"), 6));

      InfeasibleLimitsException failure =
          catchThrowableOfType(
              InfeasibleLimitsException.class, () -> ALLOCATOR.allocate(FOUR, limits));

      assertThat(failure)
          .hasMessage(
              "Cannot keep to all limits at once: the smallest change that was found to do is"
                  + " many calls: at least 4 in place of 6 of contacts");
      assertThat(failure.relaxations()).containsExactly(new Relaxation("many calls", 6, 4));
      assertThat(ALLOCATOR.allocate(FOUR, failure.relaxed(limits)).contacts(1)).isEqualTo(4);
    }

    @Test
    void limits_that_contradict_each_other_are_said() {
      List<Limit> limits =
          List.of(Limit.capacity("few", Scope.all(), 1), Limit.minimum("many", Scope.all(), 3));

      InfeasibleLimitsException failure =
          catchThrowableOfType(
              InfeasibleLimitsException.class, () -> ALLOCATOR.allocate(FOUR, limits));

      assertThat(failure).hasMessageContaining("many: at least 1 in place of 3 of contacts");
    }

    @Test
    void numbers_that_are_none_are_named() {
      List<ActionColumn> two = Cases.actions(2);
      float[] values = {1, Float.NaN};

      assertThatThrownBy(() -> Offers.of(two, values, new double[] {1, 1}, new long[] {3}))
          .hasMessage(
              "Invalid value of action action-1 for customer 0: NaN (must be finite, or the customer"
                  + " not eligible)");
      assertThatThrownBy(() -> Offers.of(two, values, new double[] {1, -1}, new long[] {1}))
          .hasMessage(
              "Invalid cost of action action-1: -1.0 (must be >= 0 and finite; an action that costs"
                  + " nothing has cost 0)");
      assertThatThrownBy(() -> Offers.of(two, values, new double[] {1}, new long[] {1}))
          .hasMessage("Missing costs: 1 for 2 actions (an action that costs nothing has cost 0)");
      assertThatThrownBy(() -> Offers.of(two, values, new float[] {Float.NaN, 1}, new long[] {1}))
          .hasMessageStartingWith("Invalid cost of action action-0 for customer 0: NaN");
      assertThatThrownBy(() -> Offers.of(two, values, new double[] {1, 1}, new long[] {4}))
          .hasMessage("Invalid eligibility of customer 0: a bit beyond the 2 actions");
      assertThatThrownBy(() -> Limit.budget("budget", Double.NaN))
          .hasMessage("Invalid amount of limit budget: NaN (must be finite)");
      assertThatThrownBy(() -> Limit.budget("budget", -1))
          .hasMessage("Invalid amount of limit budget: -1.0 (must be >= 0)");
    }

    @Test
    void names_that_are_unknown_or_taken_twice_are_said() {
      assertThatThrownBy(() -> plan(Limit.budget("a", Scope.channels("fax"), 1)))
          .hasMessage("Unknown channel in limit a: fax (there are [mail, phone])");
      assertThatThrownBy(() -> plan(Limit.budget("a", Scope.groups("vip"), 1)))
          .hasMessage("Unknown group in limit a: vip (there are [everybody])");
      assertThatThrownBy(() -> plan(Limit.budget("a", 1), Limit.budget("a", 2)))
          .hasMessage("Invalid limits: two are called a (must have names of their own)");
      assertThatThrownBy(() -> plan(Limit.budget("a", 1)).price("b"))
          .hasMessage("Unknown limit: b (there are [a])");
    }

    @Test
    void a_few_values_of_a_milliard_do_no_harm() {
      Offers offers =
          Offers.of(
              Cases.actions(1),
              new float[] {1e9f, -1e9f, 3, 2, 1.5f},
              new double[] {1},
              new long[] {1, 1, 1, 1, 1});

      Plan plan = ALLOCATOR.allocate(offers, List.of(Limit.budget("budget", 3)));

      assertThat(BruteForce.choices(plan)).containsExactly(0, -1, 0, 0, -1);
    }
  }
}
