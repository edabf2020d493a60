// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The order against a comparator's. */
class EventOrderTest {

  /** What an event is ordered by. */
  record Event(long key, long time, long tie) {}

  @Property(tries = 500)
  void is_that_of_a_stable_sort(@ForAll("events") List<Event> events) {
    agrees(
        events.stream().mapToLong(Event::key).toArray(),
        events.stream().mapToLong(Event::time).toArray(),
        events.stream().mapToLong(Event::tie).toArray());
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<Long> extremes =
        Arbitraries.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L, Long.MAX_VALUE);
    Arbitrary<Long> few = Arbitraries.longs().between(-3, 3);
    Arbitrary<Long> any = Arbitraries.oneOf(extremes, few, Arbitraries.longs());
    return Combinators.combine(any, any, few).as(Event::new).list().ofMaxSize(300);
  }

  @Test
  void of_nothing_is_nothing() {
    assertThat(EventOrder.of(new long[0], new long[0], new long[0], 0)).isEmpty();
  }

  @Test
  void looks_at_the_first_n_rows_only() {
    assertThat(EventOrder.of(new long[] {2, 1, 0}, new long[3], new long[3], 2))
        .containsExactly(1, 0);
  }

  @Test
  void holds_for_one_key_with_all_rows() {
    SplittableRandom random = new SplittableRandom(1);
    int n = 100_000;
    agrees(new long[n], random.longs(n, 0, 1_000).toArray(), random.longs(n, 0, 3).toArray());
  }

  @Test
  void holds_for_one_key_among_many() {
    SplittableRandom random = new SplittableRandom(2);
    int n = 100_000;
    long[] keys =
        IntStream.range(0, n).mapToLong(i -> i % 2 == 0 ? -7 : random.nextLong()).toArray();
    agrees(keys, random.longs(n).toArray(), new long[n]);
  }

  @Test
  void holds_for_keys_that_are_all_different() {
    SplittableRandom random = new SplittableRandom(3);
    int n = 100_000;
    agrees(random.longs(n).toArray(), new long[n], new long[n]);
  }

  @Test
  void holds_for_keys_of_which_the_hash_sees_little() {
    int n = 20_000;
    long[] keys = IntStream.range(0, n).mapToLong(i -> (long) (i / 2) << 40).toArray();
    agrees(keys, new long[n], IntStream.range(0, n).mapToLong(i -> -i).toArray());
  }

  @Test
  void holds_for_runs_that_are_in_order_already() {
    int n = 50_000;
    long[] keys = IntStream.range(0, n).mapToLong(i -> i / 50).toArray();
    long[] times = IntStream.range(0, n).mapToLong(i -> i % 50).toArray();
    agrees(keys, times, new long[n]);
    // … and when three such files come one after another
    agrees(
        IntStream.range(0, n).mapToLong(i -> i % 17_000 / 50).toArray(),
        IntStream.range(0, n).mapToLong(i -> i).toArray(),
        new long[n]);
  }

  private static void agrees(long[] keys, long[] times, long[] ties) {
    int[] sorted =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingLong(i -> keys[i])
                    .thenComparingLong(i -> times[i])
                    .thenComparingLong(i -> ties[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(EventOrder.of(keys, times, ties, keys.length)).isEqualTo(sorted);
  }
}
