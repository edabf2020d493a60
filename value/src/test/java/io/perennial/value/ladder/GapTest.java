// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import org.junit.jupiter.api.Test;

class GapTest {

  private static final double[] FIRST = {1, 0};
  private static final double[] SECOND = {0, 1};

  /** Two models whose scores differ by chance, of so many customers at so many rehearsals. */
  private static Gap gap(int customers, int rehearsals, boolean areTheSame) {
    int cases = customers * rehearsals;
    double[][] distance = new double[cases][2];
    int[] origin = new int[cases];
    long[] ids = new long[cases];
    for (int i = 0; i < cases; i++) {
      RandomStream random = RandomSource.seeded(3).stream(areTheSame ? i % customers : i);
      distance[i][0] = random.nextDouble() + 0.3;
      distance[i][1] = random.nextDouble();
      origin[i] = i / customers;
      ids[i] = 1_000_000_007L * (areTheSame ? i % customers : i);
    }
    return Gap.of(
        new PoolStats(2, distance, new double[cases][3], new int[cases], origin, ids),
        FIRST,
        SECOND);
  }

  @Test
  void looking_four_times_at_the_same_makes_it_no_surer() {
    Gap once = gap(400, 1, true);

    assertThat(once.mean()).isCloseTo(0.3, within(0.1));
    assertThat(gap(400, 4, true).mean()).isCloseTo(once.mean(), within(1e-12));
    assertThat(gap(400, 4, true).error()).isCloseTo(once.error(), within(1e-3 * once.error()));
    assertThat(gap(400, 4, false).error()).isBetween(0.3 * once.error(), 0.8 * once.error());
  }

  @Test
  void one_customer_and_no_case_have_an_error_that_is_a_number() {
    assertThat(gap(50, 1, false).error()).isPositive();
    assertThat(gap(0, 1, false)).isEqualTo(new Gap(0, 0));
    assertThat(gap(1, 1, false).error()).isZero();
    assertThat(gap(1, 5, true).error()).isNotNaN();
  }
}
