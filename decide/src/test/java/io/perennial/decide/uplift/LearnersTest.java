// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.decide.uplift.SimulatedTrial.Kind;
import io.perennial.domain.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearnersTest {

  private static final SimulatedTrial MONEY = SimulatedTrial.of(Kind.DIFFERENT_EFFECTS, 2_000, 11);
  private static final SimulatedTrial YES_OR_NO = SimulatedTrial.yesOrNo(4_000, 12);

  /** All that can tell who differs, of money. */
  static Stream<EffectLearner> ofMoney() {
    return EffectLearners.all().stream()
        .filter(learner -> !learner.name().contains("no products"))
        .filter(learner -> !learner.name().contains("Kullback"))
        .filter(learner -> !learner.name().contains("chi"));
  }

  static Stream<EffectLearner> ofYesAndNo() {
    return EffectLearners.all().stream().filter(learner -> !learner.name().contains("no products"));
  }

  @ParameterizedTest
  @MethodSource("ofMoney")
  void effects_of_money_are_found_of_both_arms(EffectLearner learner) {
    Effects effects = learner.train(MONEY.experiment(), 1).effects(MONEY.experiment().features());

    assertThat(MONEY.correlation(effects, 1)).as(learner.name()).isGreaterThan(0.8);
    assertThat(MONEY.correlation(effects, 2)).as(learner.name()).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @MethodSource("ofYesAndNo")
  void effects_on_yes_and_no_are_found(EffectLearner learner) {
    Effects effects =
        learner.train(YES_OR_NO.experiment(), 1).effects(YES_OR_NO.experiment().features());

    assertThat(YES_OR_NO.correlation(effects, 1)).as(learner.name()).isGreaterThan(0.7);
  }

  @Nested
  class Intervals {

    @Test
    void of_shrunken_products_hold_true_effects() {
      Experiment experiment = MONEY.experiment();
      Effects effects =
          EffectLearners.shrunkenInteractions().train(experiment, 1).effects(experiment.features());

      assertThat(held(effects)).isGreaterThan(0.9);
      assertThat(effects.interval(0, 3, 0.95).lower()).isZero();
    }

    @Test
    void of_halves_hold_true_effects() {
      Experiment experiment = MONEY.experiment();
      Effects effects =
          new BootstrapLearner(EffectLearners.twoModels(Regressor.LINEAR), 30)
              .train(experiment, 1)
              .effects(experiment.features());

      assertThat(held(effects)).isBetween(0.88, 1.0);
    }

    @Test
    void of_a_learner_without_them_are_refused_with_a_way_out() {
      Experiment experiment = MONEY.experiment();
      Effects effects =
          EffectLearners.twoModels(Regressor.LINEAR)
              .train(experiment, 1)
              .effects(experiment.features());

      assertThat(effects.hasIntervals()).isFalse();
      assertThatThrownBy(() -> effects.deviation(1, 0))
          .hasMessageEndingWith("(wrap it in a BootstrapLearner)");
    }

    private static double held(Effects effects) {
      int n = effects.rows();
      return IntStream.range(0, n)
              .filter(i -> effects.interval(1, i, 0.95).contains(MONEY.truth().effect(1, i)))
              .count()
          / (double) n;
    }
  }

  @Nested
  class Selection {

    @Test
    void finds_a_learner_where_effects_differ_and_says_how_good_each_was() {
      EffectModel model = EffectSelection.defaults().train(MONEY.experiment(), 1);

      assertThat(MONEY.correlation(model.effects(MONEY.experiment().features()), 1))
          .isGreaterThan(0.95);
      assertThat(model.summary()).contains(" chosen: gain over a random order, cross-fitted: ");
    }

    @Test
    void mostly_takes_one_effect_for_all_where_effects_do_not_differ() {
      EffectSelection selection =
          new EffectSelection(List.of(EffectLearners.doublyRobust(Regressor.LINEAR)), 2);
      int same = 0;
      for (int seed = 1; seed <= 12; seed++) {
        SimulatedTrial trial = SimulatedTrial.of(Kind.SAME_EFFECT, 800, 40 + seed);
        same +=
            selection.train(trial.experiment(), seed).summary().startsWith("no heterogeneity")
                ? 1
                : 0;
      }

      assertThat(same).isGreaterThanOrEqualTo(7);
    }
  }

  @Nested
  class Bad_input {

    @Test
    void is_refused_with_its_row() {
      FeatureMatrix features =
          new FeatureMatrix(new long[2], List.of("a"), new double[][] {{1, Double.NaN}});
      List<String> arms = List.of("nothing", "mail");

      assertThatThrownBy(() -> Experiment.of(features, arms, new int[] {0, 2}, new double[] {0, 1}))
          .hasMessage("Row 1: Invalid arm: 2 (must be within [0, 1])");
      assertThatThrownBy(
              () -> Experiment.of(features, arms, new int[] {0, 1}, new double[] {0, Double.NaN}))
          .hasMessage("Row 1: Invalid outcome: NaN (must be finite)");
      assertThatThrownBy(() -> Experiment.of(features, arms, new int[2], new double[2]))
          .hasMessage("Cannot read experiment: nobody was given the arm mail");
      assertThatThrownBy(
              () ->
                  Experiment.of(features, arms, new int[] {0, 1}, new double[2])
                      .withPropensity(1, 0))
          .hasMessageStartingWith("Row 0: Invalid propensities: [1.0, 0.0]");
    }

    @Test
    void next_to_nothing_all_equal_and_heavy_tails_have_finite_effects() {
      for (EffectLearner learner : EffectLearners.all()) {
        for (int kind = 0; kind < 3; kind++) {
          Experiment experiment = odd(kind);
          boolean shares = learner.name().contains("Kullback") || learner.name().contains("chi-");
          if (shares && !experiment.isBinary()) {
            assertThatThrownBy(() -> learner.train(experiment, 1))
                .hasMessageStartingWith("Cannot split by ");
            continue;
          }
          Effects effects = learner.train(experiment, 1).effects(experiment.features());
          for (int i = 0; i < effects.rows(); i++) {
            assertThat(effects.effect(1, i)).as(learner.name() + " " + kind).isFinite();
          }
        }
      }
    }

    /** Six customers; outcomes that are all the same; a few billions among ones. */
    private static Experiment odd(int kind) {
      int n = kind == 0 ? 6 : 260;
      double[][] columns = new double[2][n];
      int[] arm = new int[n];
      double[] outcome = new double[n];
      for (int i = 0; i < n; i++) {
        columns[0][i] = i % 5 == 4 ? Double.NaN : i * 7 % 11;
        columns[1][i] = 3;
        arm[i] = i % 2;
        outcome[i] = kind == 1 ? 1 : kind == 2 ? (i % 50 == 7 ? 1e9 : 1) : i / 2 % 2;
      }
      return Experiment.of(
          new FeatureMatrix(
              IntStream.range(0, n).asLongStream().toArray(), List.of("a", "b"), columns),
          List.of("nothing", "mail"),
          arm,
          outcome);
    }
  }

  @Test
  void the_same_seed_gives_the_same_bits() {
    Experiment experiment = SimulatedTrial.of(Kind.DIFFERENT_EFFECTS, 500, 5).experiment();
    List<EffectLearner> learners =
        new ArrayList<>(
            List.of(
                EffectLearners.consensus(),
                EffectLearners.forest(SplitRule.HONEST),
                new BootstrapLearner(EffectLearners.shrunkenInteractions(), 3)));
    for (EffectLearner learner : learners) {
      double[] once = learner.train(experiment, 3).effects(experiment.features()).of(2);
      double[] again = learner.train(experiment, 3).effects(experiment.features()).of(2);

      assertThat(again).as(learner.name()).containsExactly(once);
    }
  }
}
