// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void a_sum_has_the_same_bits_on_any_number_of_threads(int threads) {
    double alone = harmonic();
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      assertThat(pool.submit(ChunksTest::harmonic).join()).isEqualTo(alone);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void every_row_is_worked_on_once() {
    int[] seen = new int[1001];
    Chunks.forEach(
        seen.length,
        10,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            seen[i]++;
          }
        });
    assertThat(seen).containsOnly(1);
    assertThat(Chunks.sum(0, 10, 2, (sums, from, to) -> sums[0] = 1)).containsExactly(0, 0);
    assertThatThrownBy(() -> Chunks.forEach(3, 0, (from, to) -> {}))
        .hasMessage("Invalid chunks: 3 rows by 0 (must be >= 0 by >= 1)");
  }

  private static double harmonic() {
    return Chunks.sum(
        100_000,
        64,
        1,
        (sums, from, to) -> {
          for (int i = from; i < to; i++) {
            sums[0] += 1.0 / (i + 1);
          }
        })[0];
  }
}
