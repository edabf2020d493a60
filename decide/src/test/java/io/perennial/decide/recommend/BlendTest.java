// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlendTest extends RecommenderContract {

  private static final TimeSplit SPLIT = TimeSplit.of(Logs.tastes(400, 80, 6), 336, 28);

  @Override
  RecommenderTrainer trainer() {
    return BlendTrainer.of(Bought.INCLUDED);
  }

  @Test
  void it_is_as_good_as_the_best_of_its_parts_on_days_that_none_has_seen() {
    for (Bought bought : Bought.values()) {
      double blend = ndcg(BlendTrainer.of(bought), bought);

      assertThat(blend)
          .isGreaterThan(
              0.97 * ndcg(new ReplenishmentTrainer(ReplenishmentConfig.defaults()), bought))
          .isGreaterThan(0.97 * ndcg(new EaseTrainer(EaseConfig.defaults()), bought))
          .isGreaterThan(1.2 * ndcg(new PopularityTrainer(PopularityConfig.ever()), bought));
    }
  }

  @Test
  void a_part_that_knows_nothing_gets_little_weight() {
    Blend blend =
        new BlendTrainer(
                List.of(
                    new EaseTrainer(EaseConfig.defaults()),
                    new RecommenderTrainer() {
                      @Override
                      public String name() {
                        return "numbers";
                      }

                      @Override
                      public Recommender train(Interactions log) {
                        return new Numbers(log.items());
                      }
                    }),
                BlendConfig.of(Bought.LEFT_OUT))
            .train(SPLIT.train());

    assertThat(blend.weight(0)).isGreaterThan(0.5);
    assertThat(blend.weight(1)).isLessThan(0.2 * blend.weight(0));
  }

  @Test
  void its_reason_is_that_of_the_part_which_says_most() {
    Blend blend = BlendTrainer.of(Bought.INCLUDED).train(SPLIT.train());
    Shelf shelf =
        Shelf.of(blend, new PopularityTrainer(PopularityConfig.defaults()).train(SPLIT.train()));

    List<Recommendation> shown = shelf.recommend(SPLIT.train().history(5));

    assertThat(shown).hasSize(10);
    assertThat(shown.get(0).reason()).isInstanceOfAny(Reason.Due.class, Reason.BoughtBefore.class);
    assertThat(shown).noneMatch(each -> each.reason() instanceof Reason.Unknown);
  }

  @Test
  void a_log_without_last_days_weighs_all_parts_alike() {
    Interactions brief = Logs.of(2, 3, 500, new long[] {0, 1, 499}, new long[] {1, 2, 500});

    Blend blend = BlendTrainer.of(Bought.INCLUDED).train(brief);

    for (int part = 0; part < blend.parts(); part++) {
      assertThat(blend.weight(part)).isEqualTo(1);
    }
  }

  @Test
  void a_blend_of_nothing_is_refused() {
    assertThatThrownBy(() -> new BlendTrainer(List.of(), BlendConfig.of(Bought.INCLUDED)))
        .hasMessage("Invalid blend: no parts (must be at least one)");
    assertThatThrownBy(() -> new BlendConfig(Bought.INCLUDED, 0, 1, 1))
        .hasMessage("Invalid test of a blend: 0 days (must be >= 1)");
  }

  private static double ndcg(RecommenderTrainer trainer, Bought bought) {
    Recommender popular = new PopularityTrainer(PopularityConfig.ever()).train(SPLIT.train());
    return Evaluation.of(Shelf.of(trainer.train(SPLIT.train()), popular), SPLIT, bought, 10).ndcg();
  }

  /** Says an item's number. */
  private record Numbers(int items) implements Recommender {
    @Override
    public void score(History history, double[] into) {
      for (int item = 0; item < items; item++) {
        into[item] = (item * 7_919L) % 101;
      }
    }

    @Override
    public Reason why(History history, int item) {
      return new Reason.Taste();
    }
  }
}
