// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.deep.net.Architecture;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.EventSequences;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Columns, outcomes and customers that nobody would wish for. */
class BadInputTest {

  private static final Labelled PAST = Shop.simulated(300, 1, 0, 120, 2).at(80, 20);
  private static final LadderConfig LADDER = new LadderConfig(20, 3);
  private static final DeepConfig TINY =
      new DeepConfig(List.of(new DeepConfig.Setting(8, 64, 1e-2, 0, 0)), 1, 2, 1, 100);

  @BeforeAll
  static void needs_the_library() {
    TorchIsThere.orSkip();
  }

  private static DeepModel train(Labelled past, Target target) {
    return new DeepTrainer(Architecture.LSTM, TINY)
        .train(new Lessons(List.of(past), past.cases()), target, LADDER);
  }

  private static Labelled spending(DoubleUnaryOperator change) {
    return new Labelled(
        PAST.cases(),
        PAST.outcomes(Target.PURCHASES),
        Arrays.stream(PAST.outcomes(Target.SPEND)).map(change).toArray());
  }

  private static Labelled with(String name, double[] column) {
    Cases cases = PAST.cases();
    return new Labelled(
        new Cases(
            cases.observed(),
            new FeatureMatrix(cases.features().rowIds(), List.of(name), new double[][] {column}),
            cases.events(),
            cases.horizonWeeks()),
        PAST.outcomes(Target.PURCHASES),
        PAST.outcomes(Target.SPEND));
  }

  private static void everythingIsFinite(DeepModel model, Cases cases) {
    Predictive predictive = model.predict(cases);
    for (int i = 0; i < predictive.customers(); i++) {
      assertThat(predictive.mean(i)).isFinite().isNotNegative();
      assertThat(predictive.probabilityAboveZero(i)).isBetween(0.0, 1.0);
      for (double draw : predictive.draws(i)) {
        assertThat(draw).isFinite().isNotNegative();
      }
    }
    Explanation why = model.explain(cases, 0);
    assertThat(why.total()).isFinite();
    assertThat(why.contributions()).allMatch(c -> Double.isFinite(c.amount()));
  }

  @Test
  void a_tail_of_a_billion_and_negative_revenue() {
    Labelled wild = spending(y -> y > 60 ? 1e9 : y > 40 ? -y : y);
    everythingIsFinite(train(wild, Target.SPEND), wild.cases());
  }

  @Test
  void everybody_buys_the_same() {
    Labelled same = spending(y -> 25);
    DeepModel model = train(same, Target.SPEND);
    everythingIsFinite(model, same.cases());
    assertThat(model.predict(same.cases()).mean(0)).isBetween(15.0, 40.0);
  }

  @Test
  void nobody_buys() {
    assertThatThrownBy(() -> train(spending(y -> -1), Target.SPEND))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("in 0 of which something was bought");
  }

  @Test
  void columns_of_nothing_of_one_value_of_tails_and_of_the_answer() {
    int n = PAST.customers();
    double[] nothing = new double[n];
    Arrays.fill(nothing, Double.NaN);
    double[] tail = new double[n];
    tail[3] = 1e300;
    tail[4] = -1e9;
    for (double[] column : List.of(nothing, new double[n], tail, PAST.outcomes(Target.SPEND))) {
      Labelled past = with("column", column);
      everythingIsFinite(train(past, Target.SPEND), past.cases());
    }
  }

  @Test
  void strange_customers_are_answered() {
    DeepModel model = train(PAST, Target.PURCHASES);
    double nan = Double.NaN;
    Cases strange =
        new Cases(
            Observed.of(
                new int[] {0, 20_000, 3},
                new double[] {0, 5_000, 1},
                new double[] {0, 5_200, 5_200},
                new double[] {0, -9e4, -5},
                new double[] {0, 1e9, -40}),
            new FeatureMatrix(
                new long[] {1, 2, 3},
                List.of("extra", "constant", "noise", "first_amount"),
                new double[][] {
                  {1, 2, 3}, {7, nan, -1e300}, {nan, 1e300, 0}, {nan, -1e12, nan},
                }),
            Optional.of(
                new EventSequences(
                    new int[] {0, 0, 2, 3},
                    new float[] {1e9f, 0, 5},
                    new float[] {Float.NaN, Float.POSITIVE_INFINITY, -3e38f},
                    new int[] {0, 0, 0},
                    new int[] {0, 999, 1},
                    List.of("unheard of"),
                    1_000)),
            520);
    everythingIsFinite(model, strange);
  }

  @Test
  void a_column_that_is_gone_is_named() {
    DeepModel model = train(PAST, Target.PURCHASES);
    Cases other = with("something else", new double[PAST.customers()]).cases();

    assertThatThrownBy(() -> model.predict(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Unknown column: first_amount");
  }

  @Test
  void bytes_of_something_else_are_refused() {
    assertThatThrownBy(() -> DeepModel.read(new ByteArrayInputStream(new byte[64])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot read a deep model");
  }
}
