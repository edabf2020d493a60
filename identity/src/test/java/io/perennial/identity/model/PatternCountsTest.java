// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.identity.Levels;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counting patterns. */
class PatternCountsTest {

  private static final List<Levels> LEVELS =
      List.of(Persons.GIVEN, Persons.BORN, Persons.POSTCODE, Persons.EMAIL);

  @Test
  void counts_what_a_map_would_count_and_reads_it_in_one_order() {
    List<byte[]> pairs = pairs(20_000);
    Map<String, Long> expected = new HashMap<>();
    PatternCounts counts = new PatternCounts(LEVELS);
    for (byte[] pair : pairs) {
      counts.add(pair);
      expected.merge(text(pair), 1L, Long::sum);
    }
    Collections.shuffle(pairs, new Random(1));
    PatternCounts shuffled = new PatternCounts(LEVELS);
    pairs.forEach(shuffled::add);

    assertThat(counts.total()).isEqualTo(20_000);
    assertThat(counts.size()).isEqualTo(expected.size());
    assertThat(read(counts)).containsExactlyElementsOf(read(shuffled));
    counts.forEach((levels, n) -> assertThat(n).isEqualTo(expected.get(text(levels))));
  }

  @Test
  void merging_counts_both_whatever_the_order_of_attributes() {
    List<Levels> reversed = new ArrayList<>(LEVELS);
    Collections.reverse(reversed);
    PatternCounts one = new PatternCounts(LEVELS);
    PatternCounts other = new PatternCounts(reversed);
    PatternCounts all = new PatternCounts(LEVELS);
    List<byte[]> pairs = pairs(1_000);
    for (int i = 0; i < pairs.size(); i++) {
      all.add(pairs.get(i));
      if (i % 3 == 0) {
        other.add(reversed(pairs.get(i)));
      } else {
        one.add(pairs.get(i));
      }
    }
    one.merge(other);

    assertThat(read(one)).isEqualTo(read(all));
    assertThat(one.total()).isEqualTo(1_000);
  }

  @Test
  void no_pairs_have_no_patterns() {
    PatternCounts none = new PatternCounts(LEVELS);
    none.add(new byte[4], 0);

    assertThat(none.size()).isZero();
    assertThat(none.count(new byte[4])).isZero();
    assertThat(read(none)).isEmpty();
  }

  @Test
  void refuses_what_is_no_pattern() {
    PatternCounts counts = new PatternCounts(LEVELS);

    assertThatThrownBy(() -> counts.add(new byte[] {0, 0, 0, 9}))
        .hasMessage("Invalid level of email: 9 (must be within 0 and 3)");
    assertThatThrownBy(() -> counts.add(new byte[3]))
        .hasMessage("Invalid pattern: 3 levels (must be 4, one per attribute)");
    assertThatThrownBy(() -> counts.add(new byte[4], -1))
        .hasMessage("Invalid count: -1 (must be >= 0)");
    assertThatThrownBy(() -> counts.merge(new PatternCounts(List.of(Persons.GIVEN))))
        .hasMessageStartingWith("Cannot merge patterns of ");
    assertThatThrownBy(() -> new PatternCounts(List.of(Persons.GIVEN, Persons.GIVEN)))
        .hasMessage("Invalid levels: given_name is there twice (must be distinct)");
  }

  private static List<byte[]> pairs(int n) {
    RandomStream random = RandomSource.seeded(5).stream(0);
    List<byte[]> pairs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      byte[] pair = new byte[LEVELS.size()];
      for (int a = 0; a < pair.length; a++) {
        pair[a] = (byte) random.nextInt(LEVELS.get(a).size());
      }
      pairs.add(pair);
    }
    return pairs;
  }

  private static byte[] reversed(byte[] pair) {
    byte[] reversed = new byte[pair.length];
    for (int a = 0; a < pair.length; a++) {
      reversed[a] = pair[pair.length - 1 - a];
    }
    return reversed;
  }

  private static List<String> read(PatternCounts counts) {
    List<String> read = new ArrayList<>();
    counts.forEach((levels, count) -> read.add(text(levels) + " x " + count));
    return read;
  }

  private static String text(byte[] levels) {
    return java.util.Arrays.toString(levels);
  }
}
