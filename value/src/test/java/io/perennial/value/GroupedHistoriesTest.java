// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupedHistoriesTest {

  @Test
  void equal_histories_are_one_group_with_their_count() {
    GroupedHistories grouped =
        GroupedHistories.of(
            new int[] {2, 0, 2, 0, 1},
            new double[] {5, 0, 5, -0.0, 3},
            new double[] {9, 4, 9, 4, 9});

    assertThat(grouped.customers()).isEqualTo(5);
    assertThat(grouped.size()).isEqualTo(3);
    assertThat(grouped.history(0)).isEqualTo(PurchaseHistory.boughtOnce(4));
    assertThat(grouped.weight(0)).isEqualTo(2);
    assertThat(grouped.history(2)).isEqualTo(new PurchaseHistory(2, 5, 9));
    assertThat(grouped.groupOf(4)).isEqualTo(1);
    assertThat(grouped.totalRepeats()).isEqualTo(5);
    assertThat(grouped.repeaters()).isEqualTo(3);
    assertThat(grouped.totalAgeWeeks()).isEqualTo(35);
    assertThat(grouped.times()).containsExactly(0, 3, 4, 5, 9);
    assertThat(grouped.spread(new double[] {10, 11, 12})).containsExactly(12, 10, 12, 10, 11);
  }

  @Property(tries = 50, seed = "7")
  void every_customer_finds_his_history_and_order_does_not_matter(
      @ForAll @IntRange(min = 0, max = 3000) int customers, @ForAll long seed) {
    List<PurchaseHistory> histories = someHistories(customers, new Random(seed));
    GroupedHistories grouped = GroupedHistories.of(histories);
    int weights = 0;
    for (int g = 0; g < grouped.size(); g++) {
      weights += grouped.weight(g);
    }
    assertThat(weights).isEqualTo(customers);
    for (int i = 0; i < customers; i++) {
      assertThat(grouped.history(grouped.groupOf(i))).isEqualTo(histories.get(i));
    }

    List<PurchaseHistory> shuffled = new ArrayList<>(histories);
    Collections.shuffle(shuffled, new Random(seed + 1));
    GroupedHistories again = GroupedHistories.of(shuffled);
    assertThat(again.size()).isEqualTo(grouped.size());
    for (int g = 0; g < grouped.size(); g++) {
      assertThat(again.history(g)).isEqualTo(grouped.history(g));
      assertThat(again.weight(g)).isEqualTo(grouped.weight(g));
    }
  }

  @Test
  void many_pieces_are_as_one() {
    int n = 300_000; // ten pieces
    int[] repeats = new int[n];
    double[] recency = new double[n];
    double[] age = new double[n];
    Random random = new Random(5);
    Map<PurchaseHistory, Integer> counts = new HashMap<>();
    for (int i = 0; i < n; i++) {
      age[i] = random.nextInt(300) / 7.0;
      repeats[i] = age[i] == 0 ? 0 : random.nextInt(5);
      recency[i] = repeats[i] == 0 ? 0 : age[i] * random.nextInt(8) / 7;
      counts.merge(new PurchaseHistory(repeats[i], recency[i], age[i]), 1, Integer::sum);
    }
    GroupedHistories grouped = GroupedHistories.of(repeats, recency, age);

    assertThat(grouped.size()).isEqualTo(counts.size());
    for (int g = 0; g < grouped.size(); g++) {
      assertThat(grouped.weight(g)).isEqualTo(counts.get(grouped.history(g)));
    }
    for (int i = 0; i < n; i++) {
      int g = grouped.groupOf(i);
      if (grouped.repeats(g) != repeats[i]
          || grouped.recencyWeeks(g) != recency[i]
          || grouped.ageWeeks(g) != age[i]) {
        assertThat(grouped.history(g))
            .isEqualTo(new PurchaseHistory(repeats[i], recency[i], age[i]));
      }
    }
    repeats[200_000] = -1;
    repeats[299_999] = -2;
    assertThatThrownBy(() -> GroupedHistories.of(repeats, recency, age))
        .hasMessage("Row 200000: Invalid repeats: -1 (must be >= 0)");
  }

  @Test
  void the_thinned_base_has_about_as_many_groups_as_wanted() {
    GroupedHistories grouped = GroupedHistories.of(someHistories(5000, new Random(3)));
    GroupedHistories thinned = grouped.thinned(100);
    assertThat(thinned.size()).isBetween(51, 100);
    assertThat(thinned.history(1).repeats()).isLessThanOrEqualTo(thinned.history(50).repeats());
    assertThat(grouped.thinned(1 << 20)).isSameAs(grouped);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 1, 'Invalid repeats: -1 (must be >= 0)'",
    "0, 0, NaN, 'Invalid age: NaN weeks (must be >= 0 and finite)'",
    "0, 0, Infinity, 'Invalid age: Infinity weeks (must be >= 0 and finite)'",
    "1, 3, 2, 'Invalid recency: 3.0 weeks (must be within age, 2.0 weeks)'",
    "1, NaN, 2, 'Invalid recency: NaN weeks (must be within age, 2.0 weeks)'",
    "0, 1, 2, 'Invalid recency: 1.0 weeks (must be 0 without a repeat)'"
  })
  void what_is_no_history_is_refused_with_its_row(
      int repeats, double recency, double age, String why) {
    assertThatThrownBy(() -> new PurchaseHistory(repeats, recency, age)).hasMessage(why);
    assertThatThrownBy(
            () ->
                GroupedHistories.of(
                    new int[] {0, repeats}, new double[] {0, recency}, new double[] {1, age}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Row 1: " + why);
  }

  @Test
  void columns_of_different_length_are_refused() {
    assertThatThrownBy(() -> GroupedHistories.of(new int[2], new double[2], new double[1]))
        .hasMessage("Invalid columns: 2 repeats, 2 recencies, 1 ages (must be as many of each)");
  }

  private static List<PurchaseHistory> someHistories(int count, Random random) {
    List<PurchaseHistory> histories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int age = random.nextInt(60);
      int repeats = random.nextInt(4);
      int recency = repeats == 0 ? 0 : random.nextInt(age + 1);
      histories.add(new PurchaseHistory(repeats, recency / 7.0, age / 7.0));
    }
    return histories;
  }
}
