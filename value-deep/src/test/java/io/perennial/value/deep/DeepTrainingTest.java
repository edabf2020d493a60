// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.TooLittleDataException;
import io.perennial.value.deep.net.Architecture;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of network, tiny, keeps the promises of the ladder. */
class DeepTrainingTest {

  private static final Shop SHOP = Shop.simulated(500, 3, 0, 130, 1);
  private static final Lessons LESSONS = SHOP.lessons(100, 20);
  private static final Labelled TRUTH = SHOP.at(100, 20);
  private static final LadderConfig LADDER = new LadderConfig(60, 7);
  private static final DeepConfig TINY =
      new DeepConfig(List.of(new DeepConfig.Setting(8, 64, 1e-2, 0.1, 1e-3)), 2, 3, 2, 200);

  @BeforeAll
  static void needs_the_library() {
    TorchIsThere.orSkip();
  }

  private static DeepModel train(Architecture architecture, Target target) {
    return new DeepTrainer(architecture, TINY).train(LESSONS, target, LADDER);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void trained_twice_and_on_one_thread_gives_the_same_bits(Architecture architecture)
      throws Exception {
    byte[] first = bytes(train(architecture, Target.PURCHASES));
    ForkJoinPool one = new ForkJoinPool(1);
    byte[] second = one.submit(() -> bytes(train(architecture, Target.PURCHASES))).get();
    one.shutdown();

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void money_is_forecast_and_explained(Architecture architecture) throws IOException {
    DeepModel model = train(architecture, Target.SPEND);
    Cases cases = LESSONS.now();
    Predictive predictive = model.predict(cases);
    Predictive again = DeepModel.read(new ByteArrayInputStream(bytes(model))).predict(cases);

    double total = 0;
    double known = 0;
    for (int i = 0; i < predictive.customers(); i++) {
      double[] draws = predictive.draws(i);
      assertThat(draws).hasSize(60);
      assertThat(Arrays.stream(draws)).allMatch(d -> d >= 0 && d <= Double.MAX_VALUE);
      assertThat(again.draws(i)).isEqualTo(draws);
      assertThat(predictive.mean(i)).isFinite().isNotNegative();
      assertThat(predictive.probabilityAboveZero(i)).isBetween(0.0, 1.0);
      total += predictive.mean(i);
      known += TRUTH.outcome(Target.SPEND, i);
    }
    assertThat(total / known).as("level").isBetween(0.6, 1.6);

    for (int row : new int[] {0, 17, 201}) {
      Explanation why = model.explain(cases, row);
      double sum = why.contributions().stream().mapToDouble(Explanation.Contribution::amount).sum();
      assertThat(why.base() + sum).isEqualTo(why.total(), within(1e-9 * (1 + why.total())));
      Examples one = model.encode(cases.only(new int[] {row}));
      assertThat(model.path().missed(one, 64)).as("completeness").isLessThan(1e-3);
      assertThat(why.total()).isEqualTo(predictive.mean(row), within(1e-5 * why.total()));
    }
  }

  @Test
  void a_mean_is_that_of_the_draws() {
    DeepModel model = train(Architecture.FEED_FORWARD, Target.PURCHASES);
    Predictive predictive = model.predict(LESSONS.now());

    double drawn = 0;
    double told = 0;
    for (int i = 0; i < predictive.customers(); i++) {
      for (double draw : predictive.draws(i)) {
        drawn += draw / 60;
        assertThat(draw).isEqualTo(Math.rint(draw));
      }
      told += predictive.mean(i);
    }
    assertThat(drawn).isEqualTo(told, within(0.05 * told));
    assertThat(model.summary()).contains("networks (feed-forward)", "never learnt from");
  }

  @Test
  void trainers_are_found_as_services() {
    assertThat(ServiceLoader.load(LadderTrainer.class))
        .extracting(LadderTrainer::name)
        .containsExactly("feed-forward", "LSTM", "temporal convolution", "attention");
  }

  @Test
  void without_sequences_a_network_of_events_says_so() {
    Cases blind = without(LESSONS.now());
    Labelled past = LESSONS.past().get(0);
    Lessons lessons =
        new Lessons(
            List.of(
                new Labelled(
                    without(past.cases()),
                    past.outcomes(Target.PURCHASES),
                    past.outcomes(Target.SPEND))),
            blind);

    assertThatThrownBy(
            () -> new DeepTrainer(Architecture.LSTM, TINY).train(lessons, Target.SPEND, LADDER))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("no sequences of events");
  }

  @Test
  void too_little_is_refused_with_the_counts() {
    Labelled few = LESSONS.past().get(0).only(IntStream.range(0, 10).toArray());

    assertThatThrownBy(
            () ->
                new DeepTrainer(Architecture.FEED_FORWARD, TINY)
                    .train(new Lessons(List.of(few), LESSONS.now()), Target.SPEND, LADDER))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("there are 10 past cases");
  }

  private static Cases without(Cases cases) {
    return new Cases(cases.observed(), cases.features(), Optional.empty(), cases.horizonWeeks());
  }

  static byte[] bytes(DeepModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.write(out);
    return out.toByteArray();
  }
}
