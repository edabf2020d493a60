// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.FeatureMatrix;
import io.perennial.segment.keep.Change;
import io.perennial.segment.quality.QualityRow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

  private static final Shop SHOP = Shop.of(240, 1);

  private static long[] ids(BehaviourModel model, FeatureMatrix features) {
    return Arrays.stream(model.place(features).segments())
        .mapToLong(s -> model.segments().get(s).id())
        .toArray();
  }

  private static Set<Long> idsOf(BehaviourModel model) {
    return model.segments().stream().map(KnownSegment::id).collect(Collectors.toSet());
  }

  /** Found once for all tests that look at it. */
  private static final Discovered FIRST = first();

  private static Discovered first() {
    return Shop.discovery(5)
        .discover(SHOP.now(2), List.of(SHOP.past(0), SHOP.past(1)), Optional.empty());
  }

  private static int chosen(Discovered found) {
    return found.candidates().stream()
        .filter(QualityRow::chosen)
        .mapToInt(QualityRow::asked)
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class Groups {

    @Test
    void that_there_are_are_found() {
      Discovered found = FIRST;
      long[] ids = ids(found.model(), SHOP.features());

      assertThat(found.model().segments()).as("segments").hasSize(4);
      assertThat(purity(ids))
          .as("share of customers in the segment of most of their group")
          .isGreaterThan(.98);
      assertThat(found.changes()).as("changes before there was anything").isEmpty();
    }

    private double purity(long[] ids) {
      int right = 0;
      for (int g = 0; g < 4; g++) {
        int group = g;
        right +=
            IntStream.range(0, ids.length)
                .filter(i -> SHOP.group(i) == group)
                .mapToObj(i -> ids[i])
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()))
                .values()
                .stream()
                .mapToInt(Long::intValue)
                .max()
                .orElse(0);
      }
      return right / (double) ids.length;
    }
  }

  @Nested
  class Bits {

    @Test
    void of_a_model_come_back_from_its_text() {
      BehaviourModel model = FIRST.model();
      BehaviourModel back = BehaviourModel.parse(model.text());

      assertThat(back.text()).as("text of what was restored").isEqualTo(model.text());
      Placements a = model.place(SHOP.features());
      Placements b = back.place(SHOP.features());
      assertThat(b.segments()).isEqualTo(a.segments());
      assertThat(b.propensities()).isEqualTo(a.propensities());
      assertThat(b.distances()).isEqualTo(a.distances());
      assertThat(b.agreements()).isEqualTo(a.agreements());
      assertThat(b.typicalities()).isEqualTo(a.typicalities());
    }

    @Test
    void are_the_same_on_one_thread_and_on_four() {
      assertThat(on(4)).isEqualTo(on(1)).isEqualTo(FIRST.model().text());
    }

    private String on(int threads) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        return pool.submit(() -> first().model().text()).join();
      } finally {
        pool.shutdown();
      }
    }

    @Test
    void of_another_text_are_refused() {
      String text = FIRST.model().text();

      assertThatThrownBy(() -> BehaviourModel.parse("behaviour model 0\n1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another version");
      assertThatThrownBy(() -> BehaviourModel.parse(text.substring(0, text.indexOf('\n', 30))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Invalid");
    }
  }

  @Nested
  class AMonthLater {

    @Test
    void unchanged_customers_keep_their_segment_though_all_drift() {
      BehaviourModel before = FIRST.model();
      Shop later = SHOP.later(10);

      Discovered found =
          Shop.discovery(5)
              .discover(later.now(3), List.of(SHOP.past(1), SHOP.past(2)), Optional.of(before));

      long[] was = ids(before, SHOP.features());
      long[] is = ids(found.model(), later.features());
      int[] same =
          IntStream.range(0, was.length).filter(i -> SHOP.group(i) == later.group(i)).toArray();
      long kept = Arrays.stream(same).filter(i -> was[i] == is[i]).count();
      assertThat(same).as("customers who did not change").hasSize(216);
      assertThat(kept / (double) same.length).as("share who kept their id").isGreaterThan(.95);
      assertThat(found.model().segments().stream().map(KnownSegment::name).toList())
          .as("names")
          .containsExactlyInAnyOrderElementsOf(
              before.segments().stream().map(KnownSegment::name).toList());
      assertThat(found.model().segments())
          .as("segments since the first fit")
          .allMatch(segment -> segment.since() == 2 * Shop.MONTH);
      assertThat(found.changes()).as("changes").allMatch(Change.Kept.class::isInstance);
      assertThat(found.model().nextId()).isEqualTo(before.nextId());
    }

    @Test
    void go_on_where_the_model_of_the_fit_before_is_lost() {
      BehaviourModel model =
          Shop.discovery(6).discover(SHOP.now(2), List.of(), Optional.empty(), 41).model();

      assertThat(model.segments())
          .as("ids after 40 were given")
          .allSatisfy(segment -> assertThat(segment.id()).isGreaterThan(40));
    }

    @Test
    void a_group_that_is_new_has_an_id_and_a_name_that_nobody_had() {
      BehaviourModel before =
          Shop.discovery(6).discover(SHOP.now(2), List.of(), Optional.empty()).model();
      Shop later = SHOP.later(20).joinedBy(60);

      BehaviourModel after =
          Shop.discovery(6).discover(later.now(3), List.of(), Optional.of(before)).model();

      Set<Long> born = idsOf(after);
      born.removeAll(idsOf(before));
      assertThat(born).as("new ids").containsExactly(before.nextId());
      assertThat(idsOf(after)).as("ids").containsAll(idsOf(before));
      KnownSegment newest =
          after.segments().stream().filter(s -> born.contains(s.id())).findFirst().orElseThrow();
      assertThat(newest.since()).isEqualTo(3 * Shop.MONTH);
      assertThat(after.segments().stream().map(KnownSegment::name))
          .as("names")
          .doesNotHaveDuplicates();
      long[] ids = ids(after, later.features());
      assertThat(Arrays.stream(ids, SHOP.customers(), ids.length))
          .as("segments of the newcomers")
          .containsOnly(newest.id());
    }
  }

  @Nested
  class Leaks {

    @Test
    void nothing_of_what_is_spent_after_an_instant_into_what_is_found_as_of_it() {
      Look ended = SHOP.past(0);
      Shop later = SHOP.later(20);
      double[] other = later.spentAfter();
      for (int i = 0; i < other.length; i++) {
        other[i] = (i * 7919L) % 1000;
      }
      Look going = Look.past(later.features(), later.spentAfter(), Shop.MONTH, 3 * Shop.MONTH);
      Look otherwise = Look.past(later.features(), other, Shop.MONTH, 3 * Shop.MONTH);

      String found = text(ended, going);

      assertThat(text(ended, otherwise)).as("with another time after now").isEqualTo(found);
    }

    private String text(Look... past) {
      return Shop.discovery(5)
          .discover(SHOP.now(2), List.of(past), Optional.empty())
          .model()
          .text();
    }

    @Test
    void but_features_weigh_what_a_time_that_ended_says_of_them() {
      Look ended = SHOP.past(0);
      double[] byWeb = SHOP.features().column("web_share_365d");
      Look otherwise = Look.past(SHOP.features(), byWeb, 0, Shop.MONTH);

      assertThat(text(otherwise)).isNotEqualTo(text(ended));
    }
  }

  @Nested
  class Whales {

    @Test
    void have_no_say_in_how_many_segments_there_are() {
      Shop shop = Shop.of(500, 3);
      double[] spent = shop.spentAfter();
      FeatureMatrix calm = shop.features();
      double[] total = calm.column("spend_total");
      double[] sorted = total.clone();
      Arrays.sort(sorted);
      double from = sorted[sorted.length - 1];
      boolean[] whales = new boolean[total.length];
      for (int i = 0; i < whales.length; i++) {
        whales[i] = total[i] >= from;
      }
      FeatureMatrix wild =
          new FeatureMatrix(
              IntStream.range(0, calm.rows()).mapToLong(calm::rowId).toArray(),
              calm.names(),
              calm.names().stream()
                  .map(
                      name ->
                          Shop.times(calm.column(name), whales, name.startsWith("spend") ? 1e3 : 1))
                  .toArray(double[][]::new));

      int without = chosen(found(calm, spent));

      assertThat(chosen(found(wild, Shop.times(spent, whales, 1e3))))
          .as("segments with the first of five hundred spending a thousand times")
          .isEqualTo(without);
    }

    private Discovered found(FeatureMatrix features, double[] spent) {
      return Shop.discovery(5)
          .discover(
              Look.now(features, 2 * Shop.MONTH),
              List.of(
                  Look.past(features, spent, 0, Shop.MONTH),
                  Look.past(features, spent, Shop.MONTH, 2 * Shop.MONTH)),
              Optional.empty());
    }
  }
}
