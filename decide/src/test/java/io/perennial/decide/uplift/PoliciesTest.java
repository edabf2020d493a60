// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.uplift.SimulatedTrial.Kind;
import io.perennial.domain.FeatureMatrix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PoliciesTest {

  private static final List<String> ARMS = List.of("nothing", "mail", "call");

  private static Effects effects(double[] mail, double[] call) {
    return Effects.of(ARMS, new double[][] {new double[mail.length], mail, call});
  }

  private static Experiment four(double... outcome) {
    return Experiment.of(
        new FeatureMatrix(
            IntStream.range(0, 4).asLongStream().toArray(),
            List.of("a"),
            new double[][] {{1, 2, 3, 4}}),
        List.of("nothing", "mail"),
        new int[] {0, 1, 0, 1},
        outcome);
  }

  @Nested
  class Who_is_given_what {

    private final Effects effects = effects(new double[] {1, 5, -1, 3}, new double[] {2, 4, -2, 3});

    @Test
    void the_best_arm_is_the_one_with_the_largest_effect_less_its_cost() {
      Policy free = Policy.best(effects, 0, 0, 0);
      Policy dear = Policy.best(effects, 0, 0.5, 2.5);

      assertThat(arms(free)).containsExactly(2, 1, 0, 1);
      assertThat(arms(dear)).containsExactly(1, 1, 0, 1);
      assertThat(free.reach()).isEqualTo(0.75);
    }

    @Test
    void the_top_share_are_those_with_the_largest_effects() {
      assertThat(arms(Policy.top(effects, 1, 0.5))).containsExactly(0, 1, 0, 1);
      assertThat(arms(Policy.top(effects, 1, 0))).containsOnly(0);
      assertThat(arms(Policy.top(effects, 1, 1))).containsOnly(1);
    }

    @Test
    void a_budget_is_spent_where_a_unit_of_cost_brings_most_and_never_overspent() {
      assertThat(arms(Policy.withinBudget(effects, new double[] {0, 1, 1}, 2)))
          .containsExactly(0, 1, 0, 1);
      assertThat(arms(Policy.withinBudget(effects, new double[] {0, 1, 1}, 0))).containsOnly(0);
      assertThatThrownBy(() -> Policy.withinBudget(effects, new double[] {0, 1, 1}, -1))
          .hasMessageStartingWith("Invalid budget: -1.0");
    }

    private static int[] arms(Policy policy) {
      return IntStream.range(0, policy.rows()).map(policy::arm).toArray();
    }
  }

  @Nested
  class What_it_is_worth {

    @Test
    void one_arm_for_all_is_worth_the_mean_of_those_who_had_it_less_its_cost() {
      Experiment experiment = four(1, 4, 3, 8).withCosts(0, 0.5);
      PolicyValue mail = PolicyValue.of(experiment, Policy.everyone(experiment, 1));
      PolicyValue nobody = PolicyValue.of(experiment, Policy.nobody(4));

      assertThat(mail.value()).isEqualTo(5.5, within(1e-12));
      assertThat(nobody.value()).isEqualTo(2, within(1e-12));
      assertThat(mail.minus(nobody).amount()).isEqualTo(3.5, within(1e-12));
      assertThat(mail.minus(mail).error()).isZero();
    }

    @Test
    void propensities_that_differ_weigh_customers() {
      Experiment experiment =
          four(1, 4, 3, 8)
              .withPropensities(new double[][] {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0.75, 0.25}});
      PolicyValue mail = PolicyValue.of(experiment, Policy.everyone(experiment, 1));

      // (4 / .5 + 8 / .25) / (1 / .5 + 1 / .25)
      assertThat(mail.value()).isEqualTo(40.0 / 6, within(1e-12));
    }

    @Test
    void a_policy_that_nobody_was_given_by_chance_is_refused() {
      assertThatThrownBy(
              () ->
                  PolicyValue.of(four(1, 4, 3, 8), Policy.of("the other", new int[] {1, 0, 1, 0})))
          .hasMessage(
              "Cannot value policy the other: nobody of the experiment was given what it gives");
    }

    @Test
    void costs_that_eat_the_effect_leave_nobody_as_the_best_arm() {
      SimulatedTrial trial = SimulatedTrial.of(Kind.SAME_EFFECT, 600, 8);
      ConfidenceGate.Verdict verdict =
          ConfidenceGate.defaults()
              .judge(trial.experiment().withCosts(0, 3, 3), EffectLearners.noHeterogeneity(), 1);

      assertThat(verdict.bestArm()).isZero();
      assertThat(verdict.personal()).isFalse();
      assertThat(verdict.words())
          .startsWith("Choose nobody: choosing for each customer is not worth more by more than");
      assertThat(verdict.policy(trial.truth(), 0, 3, 3).reach()).isZero();
    }
  }

  @Nested
  class Bands {

    @Test
    void true_effects_are_above_the_band_of_random_orders_and_random_scores_within() {
      SimulatedTrial trial = SimulatedTrial.yesOrNo(2_000, 4);
      double[] truth = trial.truth().of(1);
      double[] noise = trial.experiment().features().column("c");

      QiniBand good = QiniBand.of(trial.experiment(), truth, 0.95, 60, 1);
      QiniBand bad = QiniBand.of(trial.experiment(), noise, 0.95, 60, 1);

      assertThat(good.isAboveRandom()).as(good.toString()).isTrue();
      assertThat(good.interval().contains(good.qini())).isTrue();
      assertThat(bad.isAboveRandom()).as(bad.toString()).isFalse();
      assertThat(good).isEqualTo(QiniBand.of(trial.experiment(), truth, 0.95, 60, 1));
    }
  }
}
