// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeighboursTest extends RecommenderContract {

  private static final NeighboursConfig CONFIG = NeighboursConfig.defaults();

  @Override
  RecommenderTrainer trainer() {
    return new NeighboursTrainer(CONFIG);
  }

  /** CosineRecommender(K=30) of implicit 0.7.3: similarity of item 3, customer 0's new items. */
  @Test
  void cosine_is_that_of_implicit_0_7_3() {
    NeighboursConfig plain =
        CONFIG
            .withSimilarity(Similarity.COSINE)
            .withShrinkage(0)
            .withNeighbours(30)
            .withHalfLifeDays(Double.POSITIVE_INFINITY);
    Interactions log = Logs.small().upTo(69);
    Neighbours model = new NeighboursTrainer(plain).train(log);
    double[] scores = scores(model, log.history(0));

    double[] expected = {
      0.4866642633922875, 0.32444284226152503, 0.5547001962252291, 1, 0.4325904563487
    };
    for (int item = 0; item < expected.length; item++) {
      assertThat(model.likeness(3, item)).isEqualTo(expected[item], offset(1e-7));
    }
    assertThat(scores[2]).isEqualTo(3.5078671173239377, offset(1e-6));
    assertThat(scores[6]).isEqualTo(3.962279647212878, offset(1e-6));
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void neighbours_are_those_of_counting_pair_by_pair(Similarity similarity) {
    Interactions log = Logs.tastes(60, 20, 3);
    Neighbours model =
        new NeighboursTrainer(
                CONFIG.withSimilarity(similarity).withShrinkage(2.5).withNeighbours(6))
            .train(log);

    for (int a = 0; a < log.items(); a++) {
      Best best = new Best(6);
      for (int b = 0; b < log.items(); b++) {
        double together = common(log, a, b);
        double buyersA = common(log, a, a);
        double buyersB = common(log, b, b);
        if (a != b && together > 0) {
          double value =
              switch (similarity) {
                case COSINE -> together / (Math.sqrt(buyersA * buyersB) + 2.5);
                case JACCARD -> together / (buyersA + buyersB - together + 2.5);
                case CONDITIONAL -> together / (buyersA + 2.5);
              };
          best.offer(value, b, b);
        }
      }
      assertThat(model.size(a)).isEqualTo(best.size());
      for (int place = 0; place < best.size(); place++) {
        assertThat(model.neighbour(a, place)).isEqualTo(best.item(place));
        assertThat(model.similarity(a, place)).isEqualTo(best.score(place), offset(1e-6));
      }
    }
  }

  @Test
  void an_item_bought_lately_speaks_louder_and_is_the_reason() {
    Interactions log =
        Logs.of(
            4,
            4,
            100,
            new long[] {0, 0, 1},
            new long[] {0, 2, 1},
            new long[] {1, 0, 1},
            new long[] {1, 2, 1},
            new long[] {2, 1, 1},
            new long[] {2, 3, 1},
            new long[] {3, 1, 1},
            new long[] {3, 3, 1});
    Neighbours model = new NeighboursTrainer(CONFIG.withHalfLifeDays(10)).train(log);
    History history = History.of(100, new int[] {0, 1}, new long[] {100, 80});

    double[] scores = scores(model, history);

    assertThat(scores[3]).isEqualTo(scores[2] / 4, offset(1e-12));
    assertThat(model.why(history, 2).words(i -> "tea no. " + i))
        .isEqualTo("often bought with tea no. 0: by 2 customers");
    assertThat(model.why(history, 1))
        .isEqualTo(new Reason.BoughtBefore(1, 20))
        .extracting(reason -> reason.words(i -> "?"))
        .isEqualTo("bought before on 1 day, last 20 days ago");
    assertThat(model.why(History.none(100), 1)).isEqualTo(new Reason.Unknown());
  }

  @Test
  void a_customer_who_bought_everything_is_learned_from_in_part() {
    long[][] rows = new long[200][];
    for (int item = 0; item < 200; item++) {
      rows[item] = new long[] {0, item, item};
    }
    Neighbours model =
        new NeighboursTrainer(CONFIG.withMostItems(10)).train(Logs.of(1, 200, 199, rows));

    assertThat(model.size(199)).isEqualTo(9);
    assertThat(model.size(150)).isZero();
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> CONFIG.withShrinkage(-1))
        .hasMessage("Invalid shrinkage: -1.0 (must be >= 0)");
    assertThatThrownBy(() -> CONFIG.withNeighbours(0))
        .hasMessage("Invalid neighbours: 0 (must be >= 1)");
    assertThatThrownBy(() -> CONFIG.withOwn(2))
        .hasMessage("Invalid weight of an item for itself: 2.0 (must be within [0, 1])");
  }

  private static double common(Interactions log, int a, int b) {
    Set<Integer> both = new HashSet<>();
    for (int c = 0; c < log.customers(); c++) {
      if (log.history(c).bought(a) && log.history(c).bought(b)) {
        both.add(c);
      }
    }
    return both.size();
  }
}
