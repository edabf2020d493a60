// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RecommenderTrainer} must do. Each trainer's test extends it. */
abstract class RecommenderContract {

  private static final Interactions TASTES = Logs.tastes(120, 40, 5);

  abstract RecommenderTrainer trainer();

  @Test
  void scores_are_finite_for_everybody_and_so_are_reasons() {
    Recommender model = trainer().train(TASTES);
    List<History> histories = new ArrayList<>();
    for (int c = 0; c < TASTES.customers(); c++) {
      histories.add(TASTES.history(c));
    }
    histories.add(History.none(TASTES.end()));
    histories.add(History.of(TASTES.end(), new int[] {3, 3, 7}, new long[] {1, 200, 364}));

    assertThat(model.items()).isEqualTo(40);
    for (History history : histories) {
      assertThat(Arrays.stream(scores(model, history))).allMatch(Double::isFinite);
      IntStream.range(0, model.items())
          .forEach(
              item ->
                  assertThat(model.why(history, item).words(i -> "no. " + i))
                      .isNotBlank()
                      .doesNotContain("NaN", "Infinity"));
    }
  }

  @Test
  void the_same_log_gives_the_same_bits_on_one_thread_and_on_many() throws Exception {
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool three = new ForkJoinPool(3);

    double[][] alone = one.submit(() -> all(trainer().train(TASTES))).get();
    double[][] together = three.submit(() -> all(trainer().train(TASTES))).get();

    assertThat(Arrays.deepEquals(alone, together)).isTrue();
    one.shutdown();
    three.shutdown();
  }

  @Test
  void nothing_or_next_to_nothing_to_learn_from_is_no_error() {
    for (Interactions log :
        List.of(
            Logs.of(0, 0, 0),
            Logs.of(0, 5, 0),
            Logs.of(2, 5, 9),
            Logs.of(1, 1, 9, new long[] {0, 0, 9}),
            Logs.of(2, 2, 9, new long[] {0, 0, 1}, new long[] {1, 1, 9}),
            Logs.of(3, 1, 9, new long[] {0, 0, 1}, new long[] {1, 0, 1}, new long[] {2, 0, 1}))) {
      Recommender model = trainer().train(log);

      assertThat(model.items()).isEqualTo(log.items());
      assertThat(Arrays.stream(scores(model, History.none(9)))).allMatch(Double::isFinite);
      for (int c = 0; c < log.customers(); c++) {
        assertThat(Arrays.stream(scores(model, log.history(c)))).allMatch(Double::isFinite);
      }
    }
  }

  @Test
  void sums_of_a_billion_leave_scores_finite() {
    Interactions log =
        Interactions.of(
            3,
            4,
            new int[] {0, 0, 1, 1, 2},
            new int[] {0, 1, 0, 1, 3},
            new long[] {1, 5, 2, 8, 900_000},
            new double[] {1e9, 1, 1e300, 1e9, 1},
            new double[] {1e9, 0, 1e300, 1e9, 1},
            900_000);

    assertThat(Arrays.stream(scores(trainer().train(log), log.history(0))))
        .allMatch(Double::isFinite);
  }

  @Test
  void items_that_it_never_saw_are_passed_over() {
    Recommender model = trainer().train(TASTES);
    History known = History.of(364, new int[] {3, 7}, new long[] {300, 364});
    History more = History.of(364, new int[] {3, 7, 4_000}, new long[] {300, 364, 364});

    assertThat(Arrays.stream(scores(model, more))).hasSize(40).allMatch(Double::isFinite);
    assertThat(order(scores(model, more))).isEqualTo(order(scores(model, known)));
  }

  private static double[][] all(Recommender model) {
    double[][] scores = new double[TASTES.customers()][];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = scores(model, TASTES.history(c));
    }
    return scores;
  }

  private static int[] order(double[] scores) {
    return Order.byScore(scores);
  }

  static double[] scores(Recommender model, History history) {
    double[] scores = new double[model.items()];
    Arrays.fill(scores, Double.NaN);
    model.score(history, scores);
    return scores;
  }
}
