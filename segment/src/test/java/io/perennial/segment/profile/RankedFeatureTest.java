// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.summary.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RankedFeatureTest {

  @Property(tries = 200)
  void a_comparison_is_that_of_all_pairs(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 2 + random.nextInt(40);
    double[] column = new double[n];
    Arrays.setAll(column, i -> random.nextInt(5) == 0 ? Double.NaN : random.nextInt(8) * 0.5 - 1);
    int[] members = random.ints(n, 0, n).distinct().sorted().limit(1 + random.nextInt(n)).toArray();
    boolean[] in = new boolean[n];
    Arrays.stream(members).forEach(row -> in[row] = true);

    RankedFeature.Comparison comparison = new RankedFeature(column).compare(members);

    double[] theirs = known(column, in, true);
    double[] rest = known(column, in, false);
    assertThat(comparison.members().known()).isEqualTo(theirs.length);
    assertThat(comparison.others().known()).isEqualTo(rest.length);
    double above = 0;
    for (double a : theirs) {
      for (double b : rest) {
        above += Math.signum(a - b);
      }
    }
    if (theirs.length > 0 && rest.length > 0) {
      assertThat(comparison.delta()).isCloseTo(above / theirs.length / rest.length, within(1e-12));
      assertThat(comparison.members().median())
          .isCloseTo(Quantiles.of(theirs).median(), within(1e-12));
      assertThat(comparison.others().median())
          .isCloseTo(Quantiles.of(rest).median(), within(1e-12));
      assertThat(comparison.members().mean())
          .isCloseTo(Arrays.stream(theirs).average().orElseThrow(), within(1e-12));
      assertThat(comparison.chance()).isBetween(0.0, 1.0);
    }
  }

  private static double[] known(double[] column, boolean[] in, boolean wanted) {
    double[] known = new double[column.length];
    int count = 0;
    for (int i = 0; i < column.length; i++) {
      if (in[i] == wanted && !Double.isNaN(column[i])) {
        known[count++] = column[i];
      }
    }
    return Arrays.copyOf(known, count);
  }

  @Test
  void chances_are_those_of_mann_and_whitney() {
    // of 30 pairs the member is above in 4.5, ties counted half; of ties 78 = 6 + 6 + 60 + 6
    double[] column = {1, 1, 2, 3, 3, 2, 3, 3, 4, 5, 5, Double.NaN};
    double variance = 30 / 12.0 * (12 - 78 / 110.0);

    RankedFeature.Comparison comparison =
        new RankedFeature(column).compare(new int[] {0, 1, 2, 3, 4, 11});

    assertThat(comparison.delta()).isCloseTo(2 * 4.5 / 30 - 1, within(1e-15));
    assertThat(comparison.chance())
        .isCloseTo(Significance.normalTails((15 - 4.5 - 0.5) / Math.sqrt(variance)), within(1e-14));
  }

  @Test
  void of_adjusted_chances_none_is_less_than_it_was() {
    assertThat(Significance.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-15));
    assertThat(Significance.adjusted(new double[0])).isEmpty();
    assertThat(Significance.normalTails(1.959963984540054)).isCloseTo(0.05, within(1e-12));
  }
}
