// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SummaryTest {

  /** The first data set of Chan, Golub and LeVeque's kind: a big mean, a small spread. */
  @Test
  void the_variance_survives_a_big_mean() {
    Moments moments = Moments.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
    assertThat(moments.mean()).hasValue(1e9 + 10);
    assertThat(moments.variance()).hasValue(30);
    assertThat(moments.deviation().orElseThrow()).isCloseTo(Math.sqrt(30), within(1e-15));
  }

  @Property(seed = "42")
  void merging_parts_is_seeing_the_whole(
      @ForAll @Size(min = 2, max = 50) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @DoubleRange(min = 0, max = 1) double cut) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    int at = (int) (cut * all.length);
    Moments whole = Moments.of(all);
    Moments left = Moments.of(Arrays.copyOfRange(all, 0, at));
    left.merge(Moments.of(Arrays.copyOfRange(all, at, all.length)));

    assertThat(left.count()).isEqualTo(whole.count());
    assertThat(left.mean().orElseThrow()).isCloseTo(whole.mean().orElseThrow(), within(1e-8));
    assertThat(left.variance().orElseThrow())
        .isCloseTo(whole.variance().orElseThrow(), within(1e-2));
  }

  @Test
  void what_is_undefined_is_empty() {
    assertThat(new Moments().mean()).isEmpty();
    assertThat(Moments.of(1).variance()).isEmpty();
    assertThat(Moments.of(1).deviation()).isEmpty();
    assertThat(Moments.of(1).mean()).hasValue(1);
  }

  @Test
  void a_stable_sum_keeps_the_small_beside_the_big() {
    assertThat(StableSum.of(1, 1e100, 1, -1e100)).isEqualTo(2);
    assertThat(StableSum.of()).isZero();
    assertThat(StableSum.of(1, Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void a_million_tenths_are_a_hundred_thousand() {
    double[] tenths = new double[1_000_000];
    Arrays.fill(tenths, 0.1);
    assertThat(StableSum.of(tenths)).isEqualTo(100_000);
  }

  /** As R's quantile(c(1, 2, 3, 4, 10)), type 7. */
  @Test
  void quantiles_are_those_of_r() {
    Quantiles quantiles = Quantiles.of(10, 3, 1, 4, 2);
    assertThat(quantiles.at(0)).isEqualTo(1);
    assertThat(quantiles.at(0.25)).isEqualTo(2);
    assertThat(quantiles.median()).isEqualTo(3);
    assertThat(quantiles.at(0.9)).isCloseTo(7.6, within(1e-12));
    assertThat(quantiles.at(1)).isEqualTo(10);
  }

  @Test
  void quantiles_refuse_what_has_none() {
    assertThatThrownBy(() -> Quantiles.of())
        .hasMessage("Cannot take quantiles: there are no values");
    assertThatThrownBy(() -> Quantiles.of(1, Double.NaN))
        .hasMessage("Cannot take quantiles: a value is NaN");
    assertThatThrownBy(() -> Quantiles.of(1).at(1.5))
        .hasMessage("Invalid p: 1.5 (must be within [0, 1])");
  }

  /** The 5 % point of the limit law is 1.3581 (Smirnov's table of 1948). */
  @Test
  void the_distance_has_the_published_tail() {
    double[] grid = new double[1_000_000];
    double shift = 1.3581 / 1_000 - 0.5e-6;
    Arrays.setAll(grid, i -> Math.min(1, (i + 0.5) / 1e6 + shift));
    KolmogorovSmirnov test = KolmogorovSmirnov.test(grid, x -> x);
    assertThat(test.distance()).isCloseTo(1.3581e-3, within(1e-6));
    assertThat(test.pValue()).isCloseTo(0.05, within(2e-4));
    assertThat(KolmogorovSmirnov.test(new double[] {0.5}, x -> x).distance()).isEqualTo(0.5);
  }

  @Test
  void an_empty_sample_cannot_be_tested() {
    assertThatThrownBy(() -> KolmogorovSmirnov.test(new double[0], x -> x))
        .hasMessage("Cannot test a sample: it is empty");
  }
}
