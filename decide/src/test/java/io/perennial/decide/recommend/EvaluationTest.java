// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.perennial.math.random.RandomSource;
import org.junit.jupiter.api.Test;

/** Golden figures are of independent programs on the same 700 rows; day 69 ends the training. */
class EvaluationTest {

  private static final RandomSource RANDOM = RandomSource.seeded(1);
  private static final TimeSplit SPLIT = TimeSplit.of(Logs.small(), 69, 30);

  private static Shelf mostBought(Interactions log) {
    Recommender popular = new PopularityTrainer(PopularityConfig.ever()).train(log);
    return Shelf.of(popular, popular);
  }

  /** Recall, HitRate, NDCG(divide_by_achievable), MeanInvUserFreq, CatalogCoverage: RecTools. */
  @Test
  void the_most_bought_items_score_as_by_RecTools_0_19() {
    Quality all =
        Evaluation.of(mostBought(SPLIT.train()), SPLIT, Bought.INCLUDED, 10).quality(RANDOM);
    Quality fresh =
        Evaluation.of(mostBought(SPLIT.train()), SPLIT, Bought.LEFT_OUT, 10).quality(RANDOM);

    assertThat(all.customers()).isEqualTo(40);
    assertThat(all.recall().value()).isEqualTo(0.5628733766233767, offset(1e-12));
    assertThat(all.hitRate().value()).isEqualTo(0.975, offset(1e-12));
    assertThat(all.ndcg().value()).isEqualTo(0.44492227125702505, offset(1e-12));
    assertThat(all.novelty().value()).isEqualTo(1.021749495885398, offset(1e-12));
    assertThat(all.coverage()).isEqualTo(0.3448275862068966, offset(1e-12));
    assertThat(fresh.customers()).isEqualTo(38);
    assertThat(fresh.recall().value()).isEqualTo(0.7951127819548872, offset(1e-12));
    assertThat(fresh.hitRate().value()).isEqualTo(0.9736842105263158, offset(1e-12));
    assertThat(fresh.ndcg().value()).isEqualTo(0.5420632388602014, offset(1e-12));
    assertThat(fresh.novelty().value()).isEqualTo(1.2875284656488244, offset(1e-12));
    assertThat(fresh.coverage()).isEqualTo(0.8275862068965517, offset(1e-12));
  }

  /** CosineRecommender(K=30) and ranking_metrics_at_k(K=10) of implicit 0.7.3, new items. */
  @Test
  void cosine_neighbours_score_as_by_implicit_0_7_3() {
    NeighboursConfig plain =
        NeighboursConfig.defaults()
            .withSimilarity(Similarity.COSINE)
            .withShrinkage(0)
            .withNeighbours(30)
            .withHalfLifeDays(Double.POSITIVE_INFINITY);
    Shelf shelf =
        Shelf.of(
            new NeighboursTrainer(plain).train(SPLIT.train()),
            new PopularityTrainer(PopularityConfig.ever()).train(SPLIT.train()));

    Quality quality = Evaluation.of(shelf, SPLIT, Bought.LEFT_OUT, 10).quality(RANDOM);

    assertThat(quality.ndcg().value()).isEqualTo(0.5165665018827765, offset(1e-6));
    assertThat(quality.averagePrecision().value()).isEqualTo(0.3581547619047618, offset(1e-6));
  }

  @Test
  void a_list_of_all_that_was_bought_is_perfect_and_one_of_nothing_is_worthless() {
    assertThat(RankingScore.of(new int[] {9, 2, 5}, new int[] {2, 5, 9}, 10))
        .isEqualTo(new RankingScore(1, 1, 1, 1));
    assertThat(RankingScore.of(new int[] {1, 2}, new int[] {1, 2, 3}, 2))
        .isEqualTo(new RankingScore(2.0 / 3, 1, 1, 1));
    assertThat(RankingScore.of(new int[] {}, new int[] {2}, 10))
        .isEqualTo(new RankingScore(0, 0, 0, 0));
  }

  @Test
  void the_interval_holds_the_mean_and_narrows_with_the_customers() {
    TimeSplit few = TimeSplit.of(Logs.tastes(60, 40, 1), 300, 60);
    TimeSplit many = TimeSplit.of(Logs.tastes(600, 40, 1), 300, 60);

    Measured wide =
        Evaluation.of(mostBought(few.train()), few, Bought.INCLUDED, 10).quality(RANDOM).ndcg();
    Measured narrow =
        Evaluation.of(mostBought(many.train()), many, Bought.INCLUDED, 10).quality(RANDOM).ndcg();

    assertThat(wide.interval().contains(wide.value())).isTrue();
    assertThat(width(narrow)).isBetween(0.2 * width(wide), 0.5 * width(wide));
  }

  @Test
  void two_shelves_are_compared_customer_by_customer() {
    TimeSplit split = TimeSplit.of(Logs.tastes(400, 80, 2), 300, 60);
    Recommender popular = new PopularityTrainer(PopularityConfig.defaults()).train(split.train());
    Recommender near = new NeighboursTrainer(NeighboursConfig.defaults()).train(split.train());
    Evaluation ours = Evaluation.of(Shelf.of(near, popular), split, Bought.INCLUDED, 10);
    Evaluation base = Evaluation.of(Shelf.of(popular, popular), split, Bought.INCLUDED, 10);

    Measured above = ours.ndcgAbove(base, RANDOM);

    assertThat(above.value()).isEqualTo(ours.ndcg() - base.ndcg(), offset(1e-12));
    assertThat(above.interval().lower()).isPositive();
    assertThat(base.ndcgAbove(base, RANDOM).value()).isZero();
  }

  @Test
  void nothing_to_judge_is_zero_everywhere() {
    Interactions empty = Logs.of(3, 5, 10);
    TimeSplit split = TimeSplit.of(empty, 5, 5);

    Quality quality =
        Evaluation.of(mostBought(split.train()), split, Bought.INCLUDED, 10).quality(RANDOM);

    assertThat(quality.customers()).isZero();
    assertThat(quality.ndcg().value()).isZero();
    assertThat(quality.novelty().value()).isZero();
    assertThat(quality.coverage()).isZero();
    assertThat(TimeSplit.rolling(empty, 3, 3)).isEmpty();
  }

  @Test
  void a_test_beyond_the_log_is_refused() {
    assertThatThrownBy(() -> TimeSplit.of(Logs.small(), 80, 30))
        .hasMessage("Invalid test: 30 days after day 80 (must end by day 99, the last observed)");
    assertThatThrownBy(() -> TimeSplit.of(Logs.small(), 80, 0))
        .hasMessage("Invalid test: 0 days (must be >= 1)");
  }

  private static double width(Measured measured) {
    return measured.interval().upper() - measured.interval().lower();
  }
}
