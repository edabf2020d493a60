// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomerIdsTest {

  @Nested
  class Examples {

    private final long[] records = {10, 20, 30, 40};

    @Test
    void a_customer_has_the_number_of_the_record_that_was_resolved_first() {
      long[] ids =
          CustomerIds.assign(
              records, new long[] {7, 5, 7, 7}, new long[] {1, 9, 1, 1}, new int[] {0, 0, 2, 3});

      assertThat(ids).containsExactly(20, 20, 30, 40);
    }

    @Test
    void of_records_resolved_together_the_one_seen_first_then_the_smallest_number() {
      long[] since = new long[4];

      assertThat(CustomerIds.assign(records, since, new long[] {3, 2, 1, 1}, new int[4]))
          .containsExactly(30, 30, 30, 30);
    }

    @Test
    void columns_must_fit() {
      assertThatThrownBy(
              () -> CustomerIds.assign(new long[] {2, 2}, new long[2], new long[2], new int[2]))
          .hasMessage("Invalid records: 2 (must be ascending and distinct)");
      assertThatThrownBy(
              () -> CustomerIds.assign(new long[] {2}, new long[2], new long[1], new int[1]))
          .hasMessage("Invalid columns: 1, 2, 1, 1 rows (must be as many)");
    }
  }

  /** A workspace over time: records come, are resolved, and keep what was known of them then. */
  private static final class History {
    private final Map<Long, long[]> known = new TreeMap<>();
    private final Map<Long, Integer> person;
    private final List<long[]> links = new ArrayList<>();
    private long now;

    History(Map<Long, Integer> person) {
      this.person = person;
    }

    /** Records arrive and all are resolved; pairs of one person are found, and those linked. */
    Map<Long, Long> resolve(List<Long> arrived, long seen) {
      now++;
      for (long record : arrived) {
        known.putIfAbsent(record, new long[] {now, seen + record % 3});
      }
      long[] records = known.keySet().stream().mapToLong(Long::longValue).toArray();
      Edges edges = new Edges(records.length);
      for (int a = 0; a < records.length; a++) {
        for (int b = a + 1; b < records.length; b++) {
          edges.add(a, b, person.get(records[a]).equals(person.get(records[b])) ? 4 : -4);
        }
      }
      ConstraintsBuilder constraints = new ConstraintsBuilder(records.length);
      for (long[] link : links) {
        int a = Arrays.binarySearch(records, link[0]);
        int b = Arrays.binarySearch(records, link[1]);
        if (a >= 0 && b >= 0) {
          constraints.mustLink(a, b, link[2]);
        }
      }
      int[] clusters =
          CorrelationClustering.solve(
                  edges, constraints.build(), PairScore.UNKNOWN, ClusterSettings.defaults())
              .clusters();
      long[] since = known.values().stream().mapToLong(k -> k[0]).toArray();
      long[] firstSeen = known.values().stream().mapToLong(k -> k[1]).toArray();
      long[] ids = CustomerIds.assign(records, since, firstSeen, clusters);
      Map<Long, Long> customers = new TreeMap<>();
      for (int i = 0; i < records.length; i++) {
        customers.put(records[i], ids[i]);
      }
      return customers;
    }
  }

  private static Map<Long, Integer> persons(Random random, int records) {
    Map<Long, Integer> person = new HashMap<>();
    while (person.size() < records) {
      person.put(1L + random.nextInt(1000), random.nextInt(1 + records / 2));
    }
    return person;
  }

  private static List<List<Long>> batches(Random random, Map<Long, Integer> person) {
    List<List<Long>> batches = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      batches.add(new ArrayList<>());
    }
    for (long record : new TreeMap<>(person).keySet()) {
      batches.get(random.nextInt(6)).add(record);
    }
    return batches;
  }

  @Property(tries = 150)
  void a_wrong_merge_that_is_undone_leaves_what_would_have_been_without_it(
      @ForAll @IntRange(min = 2, max = 24) int n, @ForAll long seed) {
    Random random = new Random(seed);
    Map<Long, Integer> person = persons(random, n);
    History never = new History(person);
    History merged = new History(person);
    for (List<Long> batch : batches(random, person)) {
      long seen = random.nextInt(3);
      Map<Long, Long> would = never.resolve(batch, seen);
      List<Long> known = new ArrayList<>(would.keySet());
      if (known.size() > 1) {
        for (int i = random.nextInt(3); i > 0; i--) {
          long a = known.get(random.nextInt(known.size()));
          long b = known.get(random.nextInt(known.size()));
          if (a != b) {
            merged.links.add(new long[] {a, b, merged.now});
          }
        }
      }
      merged.resolve(batch, seen);
      if (random.nextBoolean()) {
        merged.links.clear();
        merged.now--;
        assertThat(merged.resolve(List.of(), seen)).isEqualTo(would);
      }
    }
    merged.links.clear();
    assertThat(merged.resolve(List.of(), 0)).isEqualTo(never.resolve(List.of(), 0));
  }

  @Property(tries = 150)
  void ids_persist_as_records_come_and_a_merge_keeps_the_older(
      @ForAll @IntRange(min = 2, max = 24) int n, @ForAll long seed) {
    Random random = new Random(seed);
    Map<Long, Integer> person = persons(random, n);
    History history = new History(person);
    Map<Long, Long> before = Map.of();
    for (List<Long> batch : batches(random, person)) {
      Map<Long, Long> now = history.resolve(batch, random.nextInt(3));
      for (Map.Entry<Long, Long> link : before.entrySet()) {
        assertThat(now).as("persons do not change").containsEntry(link.getKey(), link.getValue());
      }
      Set<Integer> persons = new HashSet<>();
      now.keySet().forEach(record -> persons.add(person.get(record)));
      assertThat(new HashSet<>(now.values())).as("one id a person").hasSameSizeAs(persons);
      before = now;
    }
    List<Long> records = new ArrayList<>(before.keySet());
    long a = records.get(0);
    long b = records.get(records.size() - 1);
    history.links.add(new long[] {a, b, 99});
    Map<Long, Long> merged = history.resolve(List.of(), 0);
    assertThat(merged.get(a)).isEqualTo(merged.get(b)).isIn(before.get(a), before.get(b));
  }

  @Property(tries = 100)
  void the_order_of_arrival_changes_no_partition(
      @ForAll @IntRange(min = 2, max = 24) int n, @ForAll long seed) {
    Random random = new Random(seed);
    Map<Long, Integer> person = persons(random, n);
    Map<Long, Long> one = arrived(person, batches(random, person));
    Map<Long, Long> other = arrived(person, batches(random, person));

    for (long a : one.keySet()) {
      for (long b : one.keySet()) {
        assertThat(one.get(a).equals(one.get(b))).isEqualTo(other.get(a).equals(other.get(b)));
      }
    }
  }

  private static Map<Long, Long> arrived(Map<Long, Integer> person, List<List<Long>> batches) {
    History history = new History(person);
    Map<Long, Long> last = Map.of();
    for (List<Long> batch : batches) {
      last = history.resolve(batch, 0);
    }
    return last;
  }
}
