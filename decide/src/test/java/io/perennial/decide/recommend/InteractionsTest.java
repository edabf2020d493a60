// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InteractionsTest {

  @Test
  void rows_stand_by_customer_day_and_item_and_those_of_one_are_one() {
    Interactions log =
        Interactions.of(
            3,
            9,
            new int[] {2, 0, 2, 2, 0},
            new int[] {5, 1, 4, 5, 1},
            new long[] {7, 3, 7, 7, 2},
            new double[] {1, 2, 3, 4, 5},
            new double[] {10, 20, 30, 40, 50},
            8);

    assertThat(log.rows()).isEqualTo(4);
    assertThat(IntStream.range(0, 4).map(log::item)).containsExactly(1, 1, 4, 5);
    assertThat(IntStream.range(0, 4).mapToLong(log::day)).containsExactly(2L, 3L, 7L, 7L);
    assertThat(log.quantity(3)).isEqualTo(5);
    assertThat(log.amount(3)).isEqualTo(50);
    assertThat(IntStream.range(0, 4).map(log::start)).containsExactly(0, 2, 2, 4);
  }

  @Test
  void a_history_has_every_item_once_with_its_days() {
    History history = History.of(20, new int[] {4, 1, 4, 4, 9}, new long[] {3, 5, 11, 11, 21});

    assertThat(history.size()).isEqualTo(2);
    assertThat(history.item(1)).isEqualTo(4);
    assertThat(history.purchases(1)).isEqualTo(2);
    assertThat(history.firstDay(1)).isEqualTo(3);
    assertThat(history.lastDay(1)).isEqualTo(11);
    assertThat(history.age(1)).isEqualTo(9);
    assertThat(history.bought(9)).isFalse();
  }

  @Test
  void days_before_1970_are_days() {
    History history = History.of(0, new int[] {1, 1}, new long[] {-400, -9});

    assertThat(history.firstDay(0)).isEqualTo(-400);
    assertThat(history.lastDay(0)).isEqualTo(-9);
  }

  @Property(tries = 50)
  void the_order_of_rows_leaves_no_trace(@ForAll long seed) {
    Interactions log = Logs.small();
    List<Integer> order = new ArrayList<>(IntStream.range(0, 300).boxed().toList());
    double[] amount = IntStream.range(0, 300).mapToDouble(i -> 1.0 / (i + 1)).toArray();
    Interactions before = some(log, order, amount);
    Collections.shuffle(order, new Random(seed));
    Interactions after = some(log, order, amount);

    assertThat(after.rows()).isEqualTo(before.rows());
    for (int row = 0; row < before.rows(); row++) {
      assertThat(after.item(row)).isEqualTo(before.item(row));
      assertThat(after.day(row)).isEqualTo(before.day(row));
      assertThat(after.amount(row)).isEqualTo(before.amount(row));
    }
  }

  /** Rows of few days and items, so that many are of one customer, day and item. */
  private static Interactions some(Interactions log, List<Integer> order, double[] amount) {
    return Interactions.of(
        10,
        3,
        order.stream().mapToInt(row -> row % 10).toArray(),
        order.stream().mapToInt(row -> log.item(row) % 3).toArray(),
        order.stream().mapToLong(row -> log.day(row) % 4).toArray(),
        order.stream().mapToDouble(row -> amount[row]).toArray(),
        order.stream().mapToDouble(row -> amount[row]).toArray(),
        99);
  }

  @Test
  void cutting_by_day_keeps_numbers_and_loses_nothing() {
    Interactions log = Logs.small();
    Interactions before = log.upTo(40);
    Interactions after = log.between(40, 99);

    assertThat(before.rows() + after.rows()).isEqualTo(log.rows());
    assertThat(before.end()).isEqualTo(40);
    assertThat(after.end()).isEqualTo(99);
    assertThat(before.customers()).isEqualTo(after.customers()).isEqualTo(40);
    assertThat(IntStream.range(0, before.rows()).mapToLong(before::day).max()).hasValue(40);
    assertThat(IntStream.range(0, after.rows()).mapToLong(after::day).min()).hasValue(41);
    assertThat(log.upTo(500).end()).isEqualTo(99);
  }

  @Test
  void what_is_wrong_is_named_by_row() {
    int[] one = {0};
    long[] day = {5};
    double[] some = {1};

    assertThatThrownBy(() -> Interactions.of(1, 1, new int[] {1}, one, day, some, some, 9))
        .hasMessage("Row 0: Invalid customer: 1 (must be within [0, 1))");
    assertThatThrownBy(() -> Interactions.of(1, 1, one, new int[] {-1}, day, some, some, 9))
        .hasMessage("Row 0: Invalid item: -1 (must be within [0, 1))");
    assertThatThrownBy(() -> Interactions.of(1, 1, one, one, day, some, some, 4))
        .hasMessage("Row 0: Invalid day: 5 (must be within [-1000000, 4])");
    assertThatThrownBy(() -> Interactions.of(1, 1, one, one, day, new double[] {-2}, some, 9))
        .hasMessage("Row 0: Invalid quantity: -2.0 (must be > 0: a return is no row)");
    assertThatThrownBy(
            () -> Interactions.of(1, 1, one, one, day, some, new double[] {Double.NaN}, 9))
        .hasMessage("Row 0: Invalid amount: NaN (must be >= 0)");
    assertThatThrownBy(() -> Interactions.of(1, 1, one, one, new long[2], some, some, 9))
        .hasMessage(
            "Invalid columns: 1 customers, 1 items, 2 days, 1 quantities, 1 amounts (must be as"
                + " many of each)");
    assertThatThrownBy(() -> Interactions.of(1, 1, one, one, day, some, some, 1L << 40))
        .hasMessage("Invalid end: day 1099511627776 (must be within 1000000 of 1970-01-01)");
    assertThatThrownBy(() -> Logs.small().history(40))
        .hasMessage("Unknown customer: 40 (there are 40)");
  }
}
