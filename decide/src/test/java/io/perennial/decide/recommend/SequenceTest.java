// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class SequenceTest extends RecommenderContract {

  private static final double NEVER = Double.POSITIVE_INFINITY;

  @Override
  RecommenderTrainer trainer() {
    return new SequenceTrainer(SequenceConfig.defaults());
  }

  /** 0 then 1 ten days later, for three of four; 2 on the day of 0; 0 again after 1 for one. */
  private static final Interactions LOG =
      Logs.of(
          4,
          3,
          100,
          new long[] {0, 0, 10},
          new long[] {0, 2, 10},
          new long[] {0, 1, 20},
          new long[] {1, 0, 30},
          new long[] {1, 1, 40},
          new long[] {2, 0, 50},
          new long[] {2, 1, 60},
          new long[] {2, 0, 70},
          new long[] {2, 2, 90},
          new long[] {3, 0, 80});

  @Test
  void what_follows_counts_by_its_gap_until_the_leader_is_bought_again() {
    Followers model =
        new SequenceTrainer(new SequenceConfig(10, NEVER, NEVER, 0, 10, 0, 100)).train(LOG);

    double[] scores = scores(model, History.of(100, new int[] {0}, new long[] {100}));

    // five purchases of 0: three times 1 after ten days, once itself and once 2 after twenty
    assertThat(scores[1]).isEqualTo(3 * 0.5 / 5, offset(1e-7));
    assertThat(scores[0]).isEqualTo(0.25 / 5, offset(1e-7));
    assertThat(scores[2]).isEqualTo(0.25 / 5, offset(1e-7));
    assertThat(model.follower(0, 0)).isEqualTo(1);
    assertThat(model.share(0, 0)).isEqualTo(0.75, offset(1e-7));
    assertThat(model.days(0, 0)).isEqualTo(10, offset(1e-6));
  }

  @Test
  void the_reason_says_after_what_how_often_and_how_soon() {
    Followers model = new SequenceTrainer(SequenceConfig.defaults()).train(LOG);
    History history = History.of(100, new int[] {0}, new long[] {95});

    assertThat(model.why(history, 1).words(i -> "the kettle"))
        .isEqualTo(
            "often bought after the kettle: by 75 % of its buyers, 10 days later on average");
    assertThat(model.why(History.none(100), 1)).isEqualTo(new Reason.Unknown());
    assertThat(model.why(history, 0)).isEqualTo(new Reason.BoughtBefore(1, 5));
  }

  @Test
  void a_planted_sequence_is_found_among_popular_items() {
    int customers = 200;
    long[][] rows = new long[customers * 4][];
    for (int c = 0; c < customers; c++) {
      rows[4 * c] = new long[] {c, 9, 50 + c % 7};
      rows[4 * c + 1] = new long[] {c, 9, 100 + c % 7};
      rows[4 * c + 2] = new long[] {c, c % 4, 60};
      rows[4 * c + 3] = new long[] {c, 4 + c % 4, 80};
    }
    Followers model =
        new SequenceTrainer(new SequenceConfig(30, NEVER, 60, 5, 10, 1, 100))
            .train(Logs.of(customers, 10, 120, rows));

    for (int leader = 0; leader < 4; leader++) {
      assertThat(model.follower(leader, 0)).isEqualTo(4 + leader);
    }
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new SequenceConfig(0, 1, 1, 0, 1, 0, 1))
        .hasMessage("Invalid half-life of a gap: 0.0 (must be > 0; infinite for no decay)");
    assertThatThrownBy(() -> new SequenceConfig(1, 1, 1, 0, 1, 2, 1))
        .hasMessage("Invalid power of popularity: 2.0 (must be within [0, 1])");
  }
}
