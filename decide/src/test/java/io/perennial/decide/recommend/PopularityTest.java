// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PopularityTest extends RecommenderContract {

  @Override
  RecommenderTrainer trainer() {
    return new PopularityTrainer(PopularityConfig.defaults());
  }

  private static final Interactions LOG =
      Logs.of(
          3,
          3,
          40,
          new long[] {0, 0, 10},
          new long[] {1, 0, 10},
          new long[] {2, 0, 10},
          new long[] {0, 1, 40},
          new long[] {0, 1, 38},
          new long[] {1, 2, 41 - 5});

  @Test
  void what_is_bought_lately_beats_what_was_bought_often() {
    PopularityConfig config = new PopularityConfig(365, 10);

    double[] now = scores(new PopularityTrainer(config).train(LOG), History.none(40));
    double[] ever =
        scores(new PopularityTrainer(PopularityConfig.ever()).train(LOG), History.none(40));

    assertThat(now).containsExactly(3 * Math.pow(2, -3), 1 + Math.pow(2, -0.2), Math.pow(2, -0.4));
    assertThat(ever).containsExactly(3, 2, 1);
  }

  @Test
  void a_window_ends_with_the_last_day_and_the_reason_counts_customers_once() {
    Recommender week = new PopularityTrainer(PopularityConfig.ofWindow(5)).train(LOG);
    Recommender ever = new PopularityTrainer(PopularityConfig.ever()).train(LOG);

    assertThat(scores(week, History.none(40))).containsExactly(0, 2, 1);
    assertThat(week.why(History.none(40), 1).words(i -> "?"))
        .isEqualTo("bought by 1 customer in the last 5 days");
    assertThat(week.why(History.none(40), 0)).isEqualTo(new Reason.Unknown());
    assertThat(ever.why(History.none(40), 0).words(i -> "?"))
        .isEqualTo("bought by 3 customers in the last 31 days");
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new PopularityConfig(0, 1))
        .hasMessage("Invalid popularity window: 0 days (must be >= 1)");
    assertThatThrownBy(() -> new PopularityConfig(1, Double.NaN))
        .hasMessage("Invalid half-life of popularity: NaN (must be > 0; infinite for no decay)");
  }
}
