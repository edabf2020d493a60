// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomerIdsTest {

  private static final long NONE = CustomerIds.NONE;

  private static Components components(int n, int[]... pairs) {
    Components components = new Components(n);
    for (int[] pair : pairs) {
      components.join(pair[0], pair[1]);
    }
    return components;
  }

  @Nested
  class Stability {

    private final long[] records = {10, 20, 30, 40};
    private final long[] seen = {4, 3, 2, 1};

    @Test
    void a_new_customer_has_the_number_of_its_earliest_record() {
      long[] none = {NONE, NONE, NONE, NONE};

      assertThat(CustomerIds.assign(records, seen, none, components(4, new int[] {0, 1})))
          .containsExactly(20, 20, 30, 40);
    }

    @Test
    void a_merge_keeps_the_older_id() {
      long[] former = {10, 20, 30, 40};

      assertThat(CustomerIds.assign(records, seen, former, components(4, new int[] {0, 3})))
          .containsExactly(40, 20, 30, 40);
    }

    @Test
    void a_record_that_joins_takes_the_customers_id_though_it_is_earlier() {
      long[] former = {10, 10, NONE, NONE};

      assertThat(
              CustomerIds.assign(
                  records, seen, former, components(4, new int[] {0, 1}, new int[] {1, 3})))
          .containsExactly(10, 10, 30, 10);
    }

    @Test
    void a_split_keeps_the_id_with_the_majority_and_the_rest_has_a_new_one() {
      long[] former = {10, 10, 10, NONE};

      long[] ids = CustomerIds.assign(records, seen, former, components(4, new int[] {1, 2}));

      assertThat(ids[1]).isEqualTo(10);
      assertThat(ids[2]).isEqualTo(10);
      assertThat(ids[0]).isNotIn(10L, 20L, 30L, 40L).isNotNegative();
      assertThat(ids[3]).isEqualTo(40);
    }

    @Test
    void of_a_split_in_halves_the_earlier_one_keeps_the_id() {
      long[] former = {10, NONE, NONE, 10};

      assertThat(CustomerIds.assign(records, seen, former, components(4))[3]).isEqualTo(10);
    }

    @Test
    void a_customer_who_is_split_off_again_has_the_old_number_back() {
      long[] former = {40, NONE, NONE, 40};

      assertThat(CustomerIds.assign(records, seen, former, components(4)))
          .containsExactly(10, 20, 30, 40);
    }
  }

  @Test
  void records_must_ascend() {
    assertThatThrownBy(
            () ->
                CustomerIds.assign(
                    new long[] {2, 2}, new long[2], new long[] {NONE, NONE}, new Components(2)))
        .hasMessage("Invalid records: 2 (must be ascending and distinct)");
  }

  @Property(tries = 200)
  void components_are_what_spreading_labels_finds(
      @ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
    Random random = new Random(seed);
    int[][] pairs = new int[random.nextInt(40)][];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new int[] {random.nextInt(n), random.nextInt(n)};
    }
    int[] label = new int[n];
    Arrays.setAll(label, i -> i);
    for (int round = 0; round < n; round++) {
      for (int[] pair : pairs) {
        label[pair[0]] = label[pair[1]] = Math.min(label[pair[0]], label[pair[1]]);
      }
    }

    Components components = components(n, pairs);

    for (int i = 0; i < n; i++) {
      assertThat(components.of(i)).isEqualTo(label[i]);
    }
  }

  @Property(tries = 300)
  void no_two_customers_share_an_id_and_resolving_again_changes_nothing(
      @ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
    Random random = new Random(seed);
    long[] records = new long[n];
    long[] seen = new long[n];
    long[] former = new long[n];
    for (int i = 0; i < n; i++) {
      records[i] = 10L * (i + 1);
      seen[i] = random.nextInt(5);
      former[i] = random.nextInt(3) == 0 ? NONE : 10L * (1 + random.nextInt(n));
    }
    int[][] pairs = new int[random.nextInt(n)][];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new int[] {random.nextInt(n), random.nextInt(n)};
    }
    Components components = components(n, pairs);

    long[] ids = CustomerIds.assign(records, seen, former, components);

    Map<Integer, Long> byComponent = new HashMap<>();
    for (int i = 0; i < n; i++) {
      Long other = byComponent.put(components.of(i), ids[i]);
      assertThat(other == null || other == ids[i]).as("one component, one id").isTrue();
    }
    Set<Long> distinct = new HashSet<>(byComponent.values());
    assertThat(distinct).as("one id, one component").hasSameSizeAs(byComponent.keySet());
    assertThat(CustomerIds.assign(records, seen, ids, components)).isEqualTo(ids);
  }
}
