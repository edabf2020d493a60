// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShelfTest {

  private static final Interactions LOG = Logs.tastes(100, 40, 9);
  private static final Recommender POPULAR =
      new PopularityTrainer(PopularityConfig.ever()).train(LOG);
  private static final Neighbours NEAR =
      new NeighboursTrainer(NeighboursConfig.defaults()).train(LOG);
  private static final Shelf SHELF = Shelf.of(NEAR, POPULAR);
  private static final ShelfConfig TEN = ShelfConfig.defaults();

  private static List<Integer> items(List<Recommendation> shown) {
    return shown.stream().map(Recommendation::item).toList();
  }

  @Test
  void a_stranger_is_shown_what_all_buy_and_told_so() {
    List<Recommendation> shown = SHELF.recommend(History.none(364));

    assertThat(items(shown))
        .isEqualTo(items(Shelf.of(POPULAR, POPULAR).recommend(History.none(364))));
    assertThat(shown).hasSize(10).allMatch(r -> r.reason() instanceof Reason.Popular);
  }

  @Test
  void what_was_bought_is_left_out_where_that_is_asked_for() {
    History history = LOG.history(3);

    assertThat(items(SHELF.recommend(history))).anyMatch(history::bought);
    assertThat(items(SHELF.with(TEN.withBought(Bought.LEFT_OUT)).recommend(history)))
        .hasSize(10)
        .noneMatch(history::bought);
  }

  @Test
  void another_model_may_tell_the_reasons_of_what_is_new() {
    History history = LOG.history(3);
    Followers followers = new SequenceTrainer(SequenceConfig.defaults()).train(LOG);

    List<Recommendation> plain = SHELF.recommend(history);
    List<Recommendation> told = SHELF.explainedBy(followers).recommend(history);

    assertThat(items(told)).isEqualTo(items(plain));
    assertThat(told)
        .anyMatch(each -> each.reason() instanceof Reason.BoughtAfter)
        .noneMatch(
            each -> history.bought(each.item()) && each.reason() instanceof Reason.BoughtAfter);
  }

  @Test
  void what_nobody_ever_bought_is_never_shown() {
    Interactions log = Logs.of(1, 6, 9, new long[] {0, 2, 3}, new long[] {0, 4, 3});
    Recommender popular = new PopularityTrainer(PopularityConfig.ever()).train(log);

    assertThat(items(Shelf.of(popular, popular).recommend(History.none(9)))).containsExactly(2, 4);
  }

  @Test
  void what_is_out_of_stock_makes_room_for_the_next() {
    History history = LOG.history(0);
    List<Integer> all = items(SHELF.with(TEN.withSize(12)).recommend(history));
    boolean[] stock = new boolean[40];
    IntStream.range(0, 40).forEach(i -> stock[i] = i != all.get(0) && i != all.get(5));

    List<Integer> left =
        items(SHELF.withAssortment(Assortment.of(40).withStock(stock)).recommend(history));

    assertThat(left).isEqualTo(all.stream().filter(i -> stock[i]).toList().subList(0, 10));
  }

  @Test
  void all_at_once_are_as_one_by_one() {
    int[] customers = IntStream.range(0, 100).toArray();
    Shelf shelf = SHELF.withLikeness(NEAR).with(TEN.withDiversity(0.4));

    Slates slates = shelf.recommendAll(LOG, customers);

    assertThat(slates.customers()).isEqualTo(100);
    for (int c : customers) {
      List<Recommendation> alone = shelf.recommend(LOG.history(c));
      assertThat(slates.size(c)).isEqualTo(alone.size());
      for (int place = 0; place < alone.size(); place++) {
        assertThat(slates.item(c, place)).isEqualTo(alone.get(place).item());
        assertThat(slates.score(c, place)).isEqualTo(alone.get(place).score());
      }
    }
  }

  @Test
  void diversity_shows_items_less_alike() {
    History history = LOG.history(1);
    Shelf shelf = SHELF.withLikeness(NEAR);

    double plain = alike(items(shelf.recommend(history)));
    double varied = alike(items(shelf.with(TEN.withDiversity(0.6)).recommend(history)));

    assertThat(varied).isLessThan(0.9 * plain);
    assertThat(shelf.with(TEN.withDiversity(0.6)).recommend(history).get(0))
        .isEqualTo(shelf.recommend(history).get(0));
  }

  private static double alike(List<Integer> items) {
    double sum = 0;
    for (int a : items) {
      for (int b : items) {
        sum += a == b ? 0 : NEAR.likeness(a, b);
      }
    }
    return sum;
  }

  @Test
  void margin_moves_what_earns_upwards_and_what_earns_nothing_out() {
    History history = LOG.history(2);
    List<Integer> plain = items(SHELF.recommend(history));
    double[] margin = new double[40];
    IntStream.range(0, 40).forEach(i -> margin[i] = 1);
    margin[plain.get(0)] = -3;
    margin[plain.get(7)] = 40;
    Shelf shelf = SHELF.withAssortment(Assortment.of(40).withMargin(margin));

    assertThat(items(shelf.recommend(history))).isEqualTo(plain);
    assertThat(items(shelf.with(TEN.withMargin(1)).recommend(history)))
        .doesNotContain(plain.get(0))
        .startsWith(plain.get(7), plain.get(1));
  }

  @Test
  void scores_of_any_size_are_brought_to_one_scale() {
    Recommender wild =
        new Recommender() {
          @Override
          public int items() {
            return 3;
          }

          @Override
          public void score(History history, double[] into) {
            into[0] = -Double.MAX_VALUE;
            into[1] = Double.MAX_VALUE;
            into[2] = 5;
          }

          @Override
          public Reason why(History history, int item) {
            return new Reason.Taste();
          }
        };

    assertThat(items(Shelf.of(wild, wild).with(TEN.withDiversity(0.5)).recommend(History.none(0))))
        .containsExactly(1, 2, 0);
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> TEN.withSize(0)).hasMessage("Invalid shelf size: 0 (must be >= 1)");
    assertThatThrownBy(() -> TEN.withDiversity(1.5))
        .hasMessage("Invalid diversity: 1.5 (must be within [0, 1])");
    assertThatThrownBy(() -> TEN.withMargin(Double.NaN))
        .hasMessage("Invalid weight of margin: NaN (must be within [0, 1])");
    assertThatThrownBy(() -> Assortment.of(2).withStock(true))
        .hasMessage("Invalid stock: 1 values (must be 2, one for each item)");
    assertThatThrownBy(() -> Assortment.of(1).withMargin(Double.NaN))
        .hasMessage("Invalid margin of item 0: NaN (must be finite)");
    assertThatThrownBy(() -> SHELF.withAssortment(Assortment.of(3)))
        .hasMessage("Invalid assortment: 3 items (must be 40 as the model's)");
  }
}
