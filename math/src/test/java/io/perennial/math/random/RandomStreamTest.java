// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Nested
  class Published {

    /** The known-answer vectors of the Random123 library for philox2x64-10. */
    @Test
    void gives_the_known_answers() {
      assertBlock(0, 0, 0, 0xCA00A0459843D731L, 0x66C24222C9A845B5L);
      assertBlock(-1, -1, -1, 0x65B021D60CD8310FL, 0x4D02F3222F86DF20L);
      assertBlock(
          0xA4093822299F31D0L,
          0x13198A2E03707344L,
          0x243F6A8885A308D3L,
          0x0A5E742C2997341CL,
          0xB0F883D38000DE5DL);
    }

    private void assertBlock(long key, long stream, long block, long first, long second) {
      RandomStream random = RandomStream.at(key, stream, block);
      assertThat(random.nextLong()).isEqualTo(first);
      assertThat(random.nextLong()).isEqualTo(second);
    }
  }

  @Nested
  class Determinism {

    @Test
    void the_first_values_of_a_stream_never_change() {
      RandomStream random = RandomSource.seeded(42).stream(7);
      assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
          .containsExactly(0xA32725B0B54E0881L, 0xAF61D8602A77ABD5L, 0x5CCF5214263571D3L);
      assertThat(RandomSource.seeded(42).derive("orders").key()).isEqualTo(0x5280868AC7288A6DL);
      assertThat(RandomSource.seeded(42).stream(7).nextDouble()).isEqualTo(0.6373160892883832);
    }

    @Test
    void a_stream_is_the_same_whichever_thread_asks_and_when() {
      RandomSource source = RandomSource.seeded(1);
      long[] inOrder = LongStream.range(0, 10_000).map(i -> source.stream(i).nextLong()).toArray();
      long[] parallel =
          LongStream.range(0, 10_000).parallel().map(i -> source.stream(i).nextLong()).toArray();
      assertThat(parallel).isEqualTo(inOrder);
    }

    @Test
    void streams_and_derived_sources_differ() {
      Set<Long> seen = new HashSet<>();
      for (long seed = 0; seed < 10; seed++) {
        for (long i = 0; i < 100; i++) {
          assertThat(seen.add(RandomSource.seeded(seed).stream(i).nextLong())).isTrue();
          assertThat(seen.add(RandomSource.seeded(seed).derive(i).key())).isTrue();
          assertThat(seen.add(RandomSource.seeded(seed).derive("label" + i).key())).isTrue();
        }
      }
    }
  }

  @Nested
  class Ranges {

    private final RandomStream random = RandomSource.seeded(3).stream(0);

    @Test
    void an_open_double_is_never_0_or_1() {
      for (int i = 0; i < 100_000; i++) {
        assertThat(random.nextOpenDouble()).isGreaterThan(0).isLessThan(1);
      }
    }

    @Test
    void whole_numbers_reach_each_value_about_equally_often() {
      int[] hits = new int[7];
      for (int i = 0; i < 70_000; i++) {
        hits[random.nextInt(7)]++;
      }
      // six standard deviations of a binomial(70 000, 1/7)
      for (int n : hits) {
        assertThat(n).isBetween(10_000 - 556, 10_000 + 556);
      }
    }

    @Test
    void the_greatest_bound_is_honoured() {
      for (int i = 0; i < 10_000; i++) {
        assertThat(random.nextInt(Integer.MAX_VALUE)).isBetween(0, Integer.MAX_VALUE - 1);
        assertThat(random.nextInt(1)).isZero();
      }
    }

    @Test
    void a_bound_below_1_is_refused() {
      assertThatThrownBy(() -> random.nextInt(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid bound: 0 (must be > 0)");
    }

    @Test
    void chances_of_0_and_1_are_never_and_always() {
      for (int i = 0; i < 1_000; i++) {
        assertThat(random.chance(0)).isFalse();
        assertThat(random.chance(1)).isTrue();
      }
    }
  }
}
