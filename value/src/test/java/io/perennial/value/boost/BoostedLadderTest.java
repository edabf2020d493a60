// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.evaluate.PredictiveAccuracy;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every boosted model on the ladder must do. */
class BoostedLadderTest {

  private static final LadderConfig CONFIG = new LadderConfig(2_000, 7);
  private static final Lessons LESSONS = SimulatedLessons.lessons(700, 1);
  private static final Labelled TRUTH = SimulatedLessons.instant(700, 0, 4);

  private static final Map<String, LadderModel> TRAINED = new ConcurrentHashMap<>();

  private static LadderModel trained(LadderTrainer trainer, Target target) {
    return TRAINED.computeIfAbsent(
        trainer.name() + target, key -> trainer.train(LESSONS, target, CONFIG));
  }

  static Stream<LadderTrainer> trainers() {
    return Stream.of(
        new BoostedHurdleTrainer(BoostEffort.QUICK),
        new BoostedQuantilesTrainer(BoostEffort.QUICK),
        new BoostedDistributionTrainer(BoostEffort.QUICK));
  }

  static Stream<Arguments> all() {
    return trainers()
        .flatMap(trainer -> Arrays.stream(Target.values()).map(t -> Arguments.of(trainer, t)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void distributions_are_calibrated_and_better_than_those_that_know_nothing(
      LadderTrainer trainer, Target target) {
    LadderModel model = trained(trainer, target);
    Predictive predictive = model.predict(TRUTH.cases());
    int n = TRUTH.customers();
    int[] all = IntStream.range(0, n).toArray();
    double[] outcomes = TRUTH.outcomes(target);

    PredictiveAccuracy accuracy = PredictiveAccuracy.of(predictive::draws, all, outcomes, 70, 1);

    double[] anybody = LESSONS.past().get(0).outcomes(target);
    PredictiveAccuracy blind = PredictiveAccuracy.of(i -> anybody, all, outcomes, 70, 1);
    assertThat(accuracy.meanCrps()).isLessThan(0.93 * blind.meanCrps());
    assertThat(accuracy.coverage(0.9)).isBetween(0.86, 0.95);
    double forecast = IntStream.of(all).mapToDouble(predictive::mean).sum();
    assertThat(forecast / Arrays.stream(outcomes).sum()).isBetween(0.88, 1.15);
    assertThat(model.name()).isEqualTo(trainer.name());
    assertThat(model.target()).isEqualTo(target);
    assertThat(model.summary()).contains("1400 cases of 2 instants", "3 members");
  }

  @ParameterizedTest
  @MethodSource("all")
  void draws_have_the_mean_and_the_chance_that_the_model_says(
      LadderTrainer trainer, Target target) {
    Predictive predictive = trained(trainer, target).predict(TRUTH.cases());

    for (int i = 0; i < 12; i++) {
      double[] draws = predictive.draws(i);
      double mean = Arrays.stream(draws).average().orElseThrow();
      double above = Arrays.stream(draws).filter(y -> y > 0).count() / 2_000.0;
      assertThat(mean).as("row %d", i).isCloseTo(predictive.mean(i), within(0.06 + 0.12 * mean));
      assertThat(above).as("row %d", i).isCloseTo(predictive.probabilityAboveZero(i), within(0.04));
      if (target == Target.PURCHASES) {
        assertThat(Arrays.stream(draws).allMatch(y -> y >= 0 && y == Math.rint(y))).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void reasons_add_up_to_the_mean(LadderTrainer trainer, Target target) {
    LadderModel model = trained(trainer, target);
    Predictive predictive = model.predict(TRUTH.cases());

    for (int i = 0; i < 20; i++) {
      Explanation why = model.explain(TRUTH.cases(), i);
      double sum =
          why.base() + why.contributions().stream().mapToDouble(Contribution::amount).sum();
      double size = 1 + Math.abs(why.total());
      assertThat(sum).as("row %d", i).isCloseTo(why.total(), within(1e-9 * size));
      assertThat(why.total()).as("row %d", i).isCloseTo(predictive.mean(i), within(1e-4 * size));
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void same_bits_again_on_other_threads_and_for_some_of_the_customers(LadderTrainer trainer)
      throws Exception {
    double[] ofThree;
    ForkJoinPool pool = new ForkJoinPool(2);
    try {
      ofThree =
          pool.submit(
                  () ->
                      trainer
                          .train(LESSONS, Target.SPEND, CONFIG)
                          .predict(TRUTH.cases().only(new int[] {3, 99, 401}))
                          .draws(1))
              .get();
    } finally {
      pool.shutdown();
    }
    double[] ofAll = trained(trainer, Target.SPEND).predict(TRUTH.cases()).draws(99);

    assertThat(ofAll).containsExactly(ofThree);
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void negative_outcomes_and_one_of_a_thousand_million_are_borne(LadderTrainer trainer) {
    Labelled past = LESSONS.past().get(0);
    double[] spend = past.outcomes(Target.SPEND);
    for (int i = 0; i < spend.length; i += 20) {
      spend[i] = -50;
    }
    spend[7] = 1e9;
    Lessons odd = SimulatedLessons.with(past, past.outcomes(Target.PURCHASES), spend);

    LadderModel model = trainer.train(odd, Target.SPEND, CONFIG);

    Predictive predictive = model.predict(TRUTH.cases());
    double most = 0;
    double below = 0;
    for (int i = 0; i < 100; i++) {
      double[] draws = predictive.draws(i);
      assertThat(Arrays.stream(draws).allMatch(Double::isFinite)).isTrue();
      below += Arrays.stream(draws).filter(draw -> draw < 0).count();
      most = Math.max(most, predictive.mean(i));
    }
    assertThat(most).isLessThan(100_000);
    assertThat(below / 100 / CONFIG.draws())
        .isBetween(trainer instanceof BoostedDistributionTrainer ? 0 : 0.01, 0.12);
    assertThat(model.summary()).contains("outcomes below 0", "six deviations off the median");
  }

  @ParameterizedTest
  @MethodSource("all")
  void too_little_is_refused_with_a_sentence(LadderTrainer trainer, Target target) {
    Lessons none = new Lessons(List.of(), LESSONS.now());
    Lessons few = SimulatedLessons.lessons(8, 1);
    Labelled past = LESSONS.past().get(0);
    double[] nothing = new double[past.customers()];
    Lessons silent = SimulatedLessons.with(past, nothing, nothing);

    assertThatThrownBy(() -> trainer.train(none, target, CONFIG))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageStartingWith("Cannot train " + trainer.name() + ": there are only 0 past cases");
    assertThatThrownBy(() -> trainer.train(few, target, CONFIG))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("there are only 16 past cases");
    assertThatThrownBy(() -> trainer.train(silent, target, CONFIG))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("only 0 of 700 past cases came out above 0");
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void without_repeat_purchases_and_without_columns_there_is_still_a_forecast(
      LadderTrainer trainer) {
    Labelled past = SimulatedLessons.instant(300, 0, 3);
    int n = past.customers();
    Observed silent =
        Observed.of(
            new int[n],
            new double[n],
            past.cases().observed().ageWeeks(),
            new double[n],
            new double[n]);
    FeatureMatrix none =
        new FeatureMatrix(past.cases().features().rowIds(), List.of(), new double[0][]);
    Cases cases = new Cases(silent, none, Optional.empty(), SimulatedLessons.HORIZON);
    Labelled lesson =
        new Labelled(cases, past.outcomes(Target.PURCHASES), past.outcomes(Target.SPEND));

    LadderModel model =
        trainer.train(new Lessons(List.of(lesson), cases), Target.PURCHASES, CONFIG);

    double mean =
        IntStream.range(0, n).mapToDouble(model.predict(cases)::mean).average().orElseThrow();
    double actual = Arrays.stream(past.outcomes(Target.PURCHASES)).average().orElseThrow();
    assertThat(mean / actual).isBetween(0.85, 1.15);
    assertThat(model.summary()).contains("without Pareto/NBD");
  }

  @Test
  void labels_among_the_columns_are_not_read() {
    Labelled past = LESSONS.past().get(0);
    FeatureMatrix features = past.cases().features();
    FeatureMatrix leaking =
        new FeatureMatrix(
            features.rowIds(),
            List.of("told", "label_spend"),
            new double[][] {features.column("told"), past.outcomes(Target.SPEND)});
    Cases cases =
        new Cases(past.cases().observed(), leaking, Optional.empty(), SimulatedLessons.HORIZON);
    Labelled lesson =
        new Labelled(cases, past.outcomes(Target.PURCHASES), past.outcomes(Target.SPEND));

    LadderModel model =
        new BoostedHurdleTrainer(BoostEffort.QUICK)
            .train(new Lessons(List.of(lesson), cases), Target.SPEND, CONFIG);

    assertThat(model.summary()).contains("columns [label_spend] are left out");
    assertThat(model.explain(cases, 0).contributions())
        .noneMatch(c -> c.feature().equals("label_spend"));
  }

  @Test
  void effort_is_chosen_from_a_table_without_a_clock() {
    assertThat(BoostEffort.within(Duration.ofSeconds(1), 100_000, 60)).isEqualTo(BoostEffort.QUICK);
    assertThat(BoostEffort.within(Duration.ofSeconds(20), 10_000, 40)).isEqualTo(BoostEffort.USUAL);
    assertThat(BoostEffort.within(Duration.ofHours(1), 10_000, 40)).isEqualTo(BoostEffort.THOROUGH);
  }
}
