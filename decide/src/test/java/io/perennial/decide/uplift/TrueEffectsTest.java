// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.uplift.SimulatedTrial.Kind;
import org.junit.jupiter.api.Test;

/** Truth recovery: trials whose effects are known. */
class TrueEffectsTest {

  @Test
  void effects_that_differ_are_found_and_choosing_is_allowed() {
    SimulatedTrial trial = SimulatedTrial.of(Kind.DIFFERENT_EFFECTS, 6_000, 1);
    EffectLearner learner = new ShrunkenInteractions(true);

    ConfidenceGate.Verdict verdict =
        ConfidenceGate.defaults().judge(trial.experiment(), learner, 1);
    Effects effects = learner.train(trial.experiment(), 1).effects(trial.experiment().features());

    assertThat(trial.correlation(effects, 1)).isGreaterThan(0.95);
    assertThat(verdict.personal()).as(verdict.words()).isTrue();
    assertThat(verdict.words()).startsWith("Choose for each customer: it is worth more than");
    assertThat(trial.value(verdict.policy(effects, 0, 0, 0)))
        .isGreaterThan(0.95 * trial.value(trial.oracle()));
  }

  @Test
  void where_effects_are_the_same_for_all_the_gate_stays_shut() {
    int open = 0;
    for (int seed = 1; seed <= 10; seed++) {
      SimulatedTrial trial = SimulatedTrial.of(Kind.SAME_EFFECT, 1_000, seed);
      ConfidenceGate.Verdict verdict =
          ConfidenceGate.defaults().judge(trial.experiment(), new TLearner(Regressor.LINEAR), seed);
      open += verdict.personal() ? 1 : 0;
      assertThat(verdict.bestArm()).as(verdict.words()).isEqualTo(2);
    }

    assertThat(open).isLessThanOrEqualTo(2);
  }

  @Test
  void values_of_policies_hold_the_truth_in_their_intervals() {
    int held = 0;
    int heldDoublyRobust = 0;
    int trials = 120;
    for (int seed = 1; seed <= trials; seed++) {
      SimulatedTrial trial = SimulatedTrial.of(Kind.DIFFERENT_EFFECTS, 600, 1_000 + seed);
      Experiment experiment = trial.experiment();
      Policy policy = trial.oracle();
      ArmMeans means =
          ArmMeans.crossFitted(
              experiment, Regressor.LINEAR, ExperimentFolds.of(experiment, 2, seed), seed);
      held += PolicyValue.of(experiment, policy).interval(0.95).contains(trial.mean()) ? 1 : 0;
      heldDoublyRobust +=
          PolicyValue.of(experiment, policy, means).interval(0.95).contains(trial.mean()) ? 1 : 0;
    }

    assertThat(held).isBetween((int) (0.9 * trials), (int) (0.995 * trials));
    assertThat(heldDoublyRobust).isBetween((int) (0.9 * trials), (int) (0.995 * trials));
  }

  @Test
  void an_outcome_in_units_of_a_billion_has_effects_in_units_of_a_billion() {
    SimulatedTrial trial = SimulatedTrial.of(Kind.DIFFERENT_EFFECTS, 2_000, 3);
    double[] large = trial.experiment().outcomes();
    for (int i = 0; i < large.length; i++) {
      large[i] *= 1e9;
    }
    EffectLearner learner = new ShrunkenInteractions(true);

    Effects one = learner.train(trial.experiment(), 1).effects(trial.experiment().features());
    Effects other =
        learner
            .train(trial.experiment().withOutcome(large), 1)
            .effects(trial.experiment().features());

    assertThat(other.effect(1, 7) / 1e9).isEqualTo(one.effect(1, 7), within(1e-6));
    assertThat(other.deviation(1, 7) / 1e9).isEqualTo(one.deviation(1, 7), within(1e-6));
  }
}
