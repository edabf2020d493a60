// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.PurchaseHistory;
import io.perennial.value.Reference;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseLogTest {

  /** Customer 0 buys on days 0, 7 (twice), 21, 50; customer 1 on day 30; customer 2 never. */
  private static final PurchaseLog LOG =
      PurchaseLog.ofDays(
          3,
          new int[] {0, 1, 0, 0, 0, 0},
          new long[] {21, 30, 7, 0, 50, 7},
          new double[] {9, 5, 2, 4, 8, 1});

  @Test
  void purchases_of_one_day_are_one_and_the_first_is_not_counted() {
    Observed observed = LOG.asOf(28);

    assertThat(LOG.purchases()).isEqualTo(5);
    assertThat(observed.customers()).isEqualTo(1);
    assertThat(observed.customer(0)).isZero();
    assertThat(observed.history(0)).isEqualTo(new PurchaseHistory(2, 3, 4));
    assertThat(observed.meanSpend()).containsExactly(6);
    assertThat(observed.sumOfLogIntervals(0)).isCloseTo(Math.log(2), within(1e-15));
    assertThat(observed.histories().sumOfLogIntervals().orElseThrow())
        .isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void what_comes_after_is_kept_apart() {
    Split split = LOG.split(28, 56);

    assertThat(split.horizonWeeks()).isEqualTo(4);
    assertThat(split.purchases()).containsExactly(1);
    assertThat(split.spend()).containsExactly(8);
    assertThat(split.lastPeriod()).containsExactly(2);
    assertThat(split.customers()).as("who first buys later is not forecast").isEqualTo(1);
    assertThat(LOG.split(30, 31).purchases()).containsExactly(0, 0);
    assertThat(LOG.split(30, 31).observed().history(1)).isEqualTo(PurchaseHistory.boughtOnce(0));
  }

  @Test
  void rolling_origins_go_back_in_time_and_none_looks_beyond_the_end() {
    List<Split> origins = LOG.rollingOrigins(49, 14, 9);

    assertThat(origins).extracting(split -> split.observed().customers()).containsExactly(2, 1, 1);
    assertThat(origins.get(0).purchases()).as("day 50 is not seen").containsExactly(0, 0);
    assertThat(origins.get(1).purchases()).containsExactly(0);
    assertThat(origins.get(2).purchases()).containsExactly(2 - 1);
  }

  @Test
  void days_are_counted_from_the_start() {
    assertThat(LOG.newCustomersByDay(0, 28)).hasSize(29).startsWith(1, 0).endsWith(0);
    assertThat(LOG.repeatsByDay(0, 28, 50)).hasSize(51).endsWith(1);
    assertThat(LOG.repeatsByDay(0, 28, 50)[7]).isEqualTo(1);
    assertThat(LOG.newCustomersByDay(0, 40)[30]).isEqualTo(1);
  }

  @Test
  void seconds_and_days_say_the_same() {
    PurchaseLog seconds =
        PurchaseLog.of(
            1, new int[] {0, 0}, new long[] {0, 14 * 86_400L}, new double[] {1, 1}, 604_800);
    assertThat(seconds.asOf(21 * 86_400L).history(0)).isEqualTo(new PurchaseHistory(1, 2, 3));
    assertThat(seconds.newCustomersByDay(0, 21 * 86_400L)).hasSize(22).startsWith(1);
  }

  @Property(tries = 30, seed = "11")
  void the_order_of_the_rows_leaves_no_trace(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 120;
    int[] customer = new int[n];
    long[] day = new long[n];
    double[] amount = new double[n];
    for (int i = 0; i < n; i++) {
      customer[i] = random.nextInt(3);
      day[i] = random.nextInt(40);
      amount[i] = random.nextInt(1000) / 100.0;
    }
    PurchaseLog log = PurchaseLog.ofDays(3, customer, day, amount);
    for (int i = n - 1; i > 0; i--) {
      int k = random.nextInt(i + 1);
      int c = customer[i];
      customer[i] = customer[k];
      customer[k] = c;
      long d = day[i];
      day[i] = day[k];
      day[k] = d;
      double a = amount[i];
      amount[i] = amount[k];
      amount[k] = a;
    }
    PurchaseLog shuffled = PurchaseLog.ofDays(3, customer, day, amount);
    assertThat(shuffled.asOf(30).meanSpend()).isEqualTo(log.asOf(30).meanSpend());
    assertThat(shuffled.asOf(30).repeats()).isEqualTo(log.asOf(30).repeats());
    assertThat(shuffled.split(20, 40).spend()).isEqualTo(log.split(20, 40).spend());
  }

  @ParameterizedTest
  @CsvSource({
    "cdnow_sample, 2357, 2457, 946, 1882, 39",
    "cdnow_full, 23570, 24337, 9451, 19684, 39",
    "lifetimes_example, 5000, 7346, 2405, 1924, 17.285714285714285"
  })
  void published_logs_have_their_published_counts(
      String dataset, int customers, int repeats, int repeaters, int later, double weeks) {
    Split split = Reference.splitOf(dataset);

    assertThat(split.customers()).isEqualTo(customers);
    assertThat(split.histories().totalRepeats()).isEqualTo(repeats);
    assertThat(split.histories().repeaters()).isEqualTo(repeaters);
    assertThat(java.util.Arrays.stream(split.purchases()).sum()).isEqualTo(later);
    assertThat(split.horizonWeeks()).isEqualTo(weeks);
  }

  @Test
  void what_is_no_purchase_is_refused_with_its_row() {
    int[] one = {0};
    long[] day = {3};
    assertThatThrownBy(() -> PurchaseLog.ofDays(1, one, day, new double[] {Double.NaN}))
        .hasMessage("Row 0: Invalid amount: NaN (must be finite)");
    assertThatThrownBy(
            () -> PurchaseLog.ofDays(1, one, day, new double[] {Double.POSITIVE_INFINITY}))
        .hasMessage("Row 0: Invalid amount: Infinity (must be finite)");
    assertThatThrownBy(() -> PurchaseLog.ofDays(1, new int[] {1}, day, new double[1]))
        .hasMessage("Row 0: Invalid customer: 1 (must be within [0, 1))");
    assertThatThrownBy(() -> PurchaseLog.ofDays(1, one, new long[2], new double[1]))
        .hasMessage("Invalid columns: 1 customers, 2 times, 1 amounts (must be as many of each)");
    assertThatThrownBy(() -> PurchaseLog.ofDays(1, one, new long[] {Long.MIN_VALUE}, new double[1]))
        .hasMessageStartingWith("Row 0: Invalid time: -9223372036854775808 ticks");
    assertThatThrownBy(() -> PurchaseLog.of(1, one, day, new double[1], 0))
        .hasMessage("Invalid ticks per week: 0.0 (must be > 0 and finite)");
    assertThatThrownBy(() -> LOG.split(28, 28))
        .hasMessage("Invalid hold-out: it ends at 28 (must be after 28)");
    assertThatThrownBy(() -> LOG.newCustomersByDay(5, 4))
        .hasMessage("Invalid end: 4 (must be from the start, 5)");
    assertThatThrownBy(
            () ->
                Observed.of(
                    new int[] {0, 1},
                    new double[] {0, 3},
                    new double[] {2, 2},
                    new double[2],
                    new double[2]))
        .hasMessage("Row 1: Invalid recency: 3.0 weeks (must be within age, 2.0 weeks)");
  }
}
