// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QuintilesTest {

  @Test
  void without_ties_each_score_has_a_fifth() {
    double[] values = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    Quintiles quintiles = Quintiles.of(values);

    int[] counts = new int[6];
    for (double value : values) {
      counts[quintiles.score(value)]++;
    }

    assertThat(counts).containsExactly(0, 20, 20, 20, 20, 20);
    assertThat(quintiles.score(19)).isEqualTo(1);
    assertThat(quintiles.score(20)).isEqualTo(2);
    assertThat(quintiles.score(-1)).isEqualTo(1);
    assertThat(quintiles.score(1000)).isEqualTo(5);
  }

  @Test
  void a_value_that_most_share_has_the_score_of_the_worst_among_them() {
    double[] purchases = {1, 1, 1, 1, 1, 1, 2, 2, 3, 9};
    Quintiles quintiles = Quintiles.of(purchases);

    assertThat(Arrays.stream(purchases).mapToInt(quintiles::score))
        .containsExactly(1, 1, 1, 1, 1, 1, 4, 4, 5, 5);
  }

  @Test
  void where_all_are_equal_nobody_stands_out_and_nobody_is_enough() {
    assertThat(Quintiles.of(new double[] {7, 7, 7}).score(7)).isEqualTo(1);
    assertThat(Quintiles.of(new double[0]).score(7)).isEqualTo(1);
    assertThatThrownBy(() -> Quintiles.of(new double[] {1, Double.NaN}))
        .hasMessage("Invalid values: not a number (must be numbers)");
  }

  @Property
  void the_score_is_one_plus_five_times_the_share_that_is_less(
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @IntRange(min = 1, max = 30) int distinct,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] values = random.ints(n, 0, distinct).mapToDouble(i -> i).toArray();
    Quintiles quintiles = Quintiles.of(values);

    for (double value : values) {
      long less = Arrays.stream(values).filter(other -> other < value).count();
      assertThat(quintiles.score(value)).isEqualTo((int) (1 + 5 * less / n));
    }
  }
}
