// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void all_are_taken_where_there_are_no_more() {
    assertThat(Sample.of(3, 5, RandomSource.seeded(1).stream(0))).containsExactly(0, 1, 2);
    assertThat(Sample.of(0, 5, RandomSource.seeded(1).stream(0))).isEmpty();
  }

  @Test
  void each_is_as_likely_and_none_is_drawn_twice() {
    int[] drawn = new int[10];
    RandomStream lots = RandomSource.seeded(7).stream(0);
    for (int trial = 0; trial < 20_000; trial++) {
      int[] some = Sample.of(10, 3, lots);
      assertThat(some).hasSize(3).isSorted().doesNotHaveDuplicates();
      for (int i : some) {
        drawn[i]++;
      }
    }
    for (int count : drawn) {
      // 6,000 expected, with a standard deviation of 65
      assertThat(count).isBetween(5_700, 6_300);
    }
  }
}
