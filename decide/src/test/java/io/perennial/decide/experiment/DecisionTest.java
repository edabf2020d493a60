// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.experiment.Decision.Goal;
import io.perennial.decide.experiment.Decision.Verdict;
import io.perennial.decide.experiment.GroupEffects.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DecisionTest {

  private static final Goal REVENUE =
      new Goal("revenue", "EUR per customer", Direction.HIGHER_IS_BETTER, 0.1);
  private static final SampleRatio EVEN = sizes(5_000, 5_020);
  private static final Estimate CONTROL = new Estimate(5_000, 10, 0.1);

  @Nested
  class A_decision {

    @Test
    void ships_what_is_better_and_says_by_how_much() {
      Decision decision = decide(11, List.of(), false);

      assertThat(decision.verdict()).isEqualTo(Verdict.SHIP);
      assertThat(decision.reason())
          .isEqualTo(
              "revenue: +1.00 EUR per customer (+0.723 to +1.28), +10.0 % (+7.1 % to +13.0 %), at"
                  + " 95 %.");
    }

    @Test
    void goes_on_while_it_may_be_none_and_ends_when_all_are_in() {
      assertThat(decide(10.2, List.of(), false).verdict()).isEqualTo(Verdict.GO_ON);
      assertThat(decide(10.2, List.of(), false).reason()).endsWith(" That may still be none.");
      assertThat(decide(10.2, List.of(), true).verdict()).isEqualTo(Verdict.DO_NOT_SHIP);
      assertThat(decide(10.2, List.of(), true).reason())
          .endsWith("All units planned for are in, and no gain is shown.");
    }

    @Test
    void does_not_ship_what_harms_or_cannot_pay() {
      assertThat(decide(9, List.of(), false).reason()).endsWith("It does harm.");
      assertThat(decide(9.8, List.of(), false).verdict()).isEqualTo(Verdict.DO_NOT_SHIP);
      assertThat(decide(9.8, List.of(), false).reason())
          .endsWith("Even the best of that is less than the 0.100 EUR per customer that pays.");
    }

    @Test
    void is_turned_round_where_lower_is_better() {
      Goal churn = new Goal("churn", "points", Direction.LOWER_IS_BETTER, 0);
      Comparison less = Comparison.of(CONTROL, new Estimate(5_020, 9, 0.1), 0.05);

      assertThat(Decision.of(churn, EVEN, less, List.of(), false).verdict())
          .isEqualTo(Verdict.SHIP);
    }

    @Test
    void believes_nothing_of_a_broken_experiment() {
      Decision decision = Decision.of(REVENUE, sizes(5_000, 6_000), compare(12), List.of(), true);

      assertThat(decision.verdict()).isEqualTo(Verdict.REPAIR);
      assertThat(decision.reason())
          .isEqualTo(
              "The arms' sizes are wrong: 5,000 where 5,500 were due, 6,000 where 5,500 were due"
                  + " (chance of as much by luck: below .0001). Find out where units went before"
                  + " reading any effect.");
    }

    @Test
    void says_why_nothing_can_be_compared() {
      assertThat(Decision.of(REVENUE, EVEN, Untested.constant(), List.of(), false).reason())
          .startsWith("revenue cannot be compared: the outcome is the same for all units");
    }

    @Test
    void waits_for_what_is_guarded_and_stops_where_it_breaks() {
      Guardrail kept = guard(1.00);
      Guardrail open = guard(1.02);
      Guardrail broken = guard(1.10);

      assertThat(List.of(kept.state(), open.state(), broken.state()))
          .containsExactly(Guardrail.State.KEPT, Guardrail.State.OPEN, Guardrail.State.BROKEN);
      assertThat(decide(11, List.of(kept), false).verdict()).isEqualTo(Verdict.SHIP);
      assertThat(decide(11, List.of(kept, open), false).verdict()).isEqualTo(Verdict.GO_ON);
      assertThat(decide(11, List.of(kept, open), true).verdict()).isEqualTo(Verdict.DO_NOT_SHIP);
      assertThat(decide(11, List.of(kept, open, broken), false).reason())
          .endsWith("But unsubscribes is worse by more than 3.0 %.");
      assertThat(open.inWords())
          .isEqualTo("unsubscribes may yet be worse by more than 3.0 % (by 4.3 % at worst)");
    }

    private Decision decide(double treatment, List<Guardrail> guardrails, boolean complete) {
      return Decision.of(REVENUE, EVEN, compare(treatment), guardrails, complete);
    }
  }

  @Nested
  class A_guardrail {

    @Test
    void takes_more_to_be_sure_where_it_is_looked_at_often() {
      Estimate treatment = new Estimate(5_020, 1.0, 0.01);
      Estimate control = new Estimate(5_000, 1, 0.01);
      NormalMixture mixture = NormalMixture.tightestAt(5_000, 0.05);

      Guardrail once = Guardrail.of("u", Direction.LOWER_IS_BETTER, control, treatment, 0.03, 0.05);
      Guardrail often =
          Guardrail.of("u", Direction.LOWER_IS_BETTER, control, treatment, 0.03, 0.05, mixture);

      assertThat(once.state()).isEqualTo(Guardrail.State.KEPT);
      assertThat(often.state()).isEqualTo(Guardrail.State.OPEN);
      assertThat(often.worst()).isGreaterThan(once.worst());
    }

    @Test
    void is_open_without_units_or_base_and_refuses_a_margin_of_all() {
      Estimate none = new Estimate(0, 0, 0);

      assertThat(Guardrail.of("u", Direction.HIGHER_IS_BETTER, none, none, 0.1, 0.05).state())
          .isEqualTo(Guardrail.State.OPEN);
      assertThatThrownBy(() -> Guardrail.of("u", Direction.HIGHER_IS_BETTER, none, none, 1, 0.05))
          .hasMessage("Invalid margin of u: 1.0 (must be within [0, 1))");
    }
  }

  @Nested
  class Groups {

    @Test
    void that_differ_are_told_from_groups_that_do_not() {
      GroupEffects same = groups(1, 1.1, 0.95);
      GroupEffects apart = groups(0, 0.1, 3);

      assertThat(same.differencePValue().orElseThrow()).isGreaterThan(0.5);
      assertThat(same.spread()).isZero();
      assertThat(same.groups().get(0).shrunken())
          .as("all is chance, so all are alike")
          .isCloseTo(same.groups().get(2).shrunken(), within(1e-12));
      assertThat(same.inWords(0.05)).contains("is the same in the 3 groups");
      assertThat(apart.differencePValue().orElseThrow()).isLessThan(1e-6);
      assertThat(apart.spread()).isBetween(1.0, 2.5);
      assertThat(apart.groups().get(2).shrunken()).isBetween(2.9, 3.0);
      assertThat(apart.groups().get(2).adjustedPValue()).isLessThan(1e-6);
      assertThat(apart.leftOut()).containsExactly("tiny");
    }

    @Test
    void of_one_or_none_are_no_comparison() {
      assertThat(GroupEffects.of(Map.of(), 10, 0.05).inWords(0.05))
          .isEqualTo("Groups cannot be compared: fewer than two have units enough.");
    }

    private GroupEffects groups(double... effects) {
      Map<String, Pair> pairs = new LinkedHashMap<>();
      for (int g = 0; g < effects.length; g++) {
        pairs.put(
            "group " + g,
            new Pair(new Estimate(500, 10, 0.2), new Estimate(500, 10 + effects[g], 0.2)));
      }
      pairs.put("tiny", new Pair(new Estimate(5, 10, 2), new Estimate(4, 20, 2)));
      return GroupEffects.of(pairs, 100, 0.05);
    }
  }

  private static Comparison compare(double treatment) {
    return Comparison.of(CONTROL, new Estimate(5_020, treatment, 0.1), 0.05);
  }

  private static Guardrail guard(double treatment) {
    return Guardrail.of(
        "unsubscribes",
        Direction.LOWER_IS_BETTER,
        new Estimate(5_000, 1, 0.01),
        new Estimate(5_020, treatment, 0.01),
        0.03,
        0.05);
  }

  private static SampleRatio sizes(long... counts) {
    return SampleRatio.of(counts, new double[] {1, 1});
  }
}
