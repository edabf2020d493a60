// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.engineer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InformationValueTest {

  @Test
  void is_that_of_an_example_computed_by_hand() {
    // 100 did and 400 did not; shares .2/.5, .3/.3, .5/.2 of three bins:
    // (.2-.5) ln(.2/.5) + 0 + (.5-.2) ln(.5/.2) = 2 * .3 * ln 2.5
    assertThat(InformationValue.of(new long[] {20, 30, 50}, new long[] {200, 120, 80}, 0))
        .isCloseTo(0.6 * Math.log(2.5), within(1e-15));
  }

  @Test
  void is_smoothed_where_a_bin_has_none_of_one_kind() {
    // (10.5/21, 0.5/11) and (10.5/21, 10.5/11)
    double a = 0.5;
    double expected =
        (a - 0.5 / 11) * Math.log(a / (0.5 / 11)) + (a - 10.5 / 11) * Math.log(a / (10.5 / 11));

    assertThat(InformationValue.of(new long[] {10, 10}, new long[] {0, 10}, 0.5))
        .isCloseTo(expected, within(1e-15))
        .isFinite();
  }

  @Test
  void is_nothing_for_equal_shares_and_empty_bins() {
    assertThat(InformationValue.of(new long[] {5, 0, 5}, new long[] {50, 0, 50}, 0)).isZero();
  }

  @Test
  void bins_are_even_and_keep_what_is_missing_and_the_frequent_least_apart() {
    double[] values = {0, 0, 0, 0, 0, 1, 2, 3, 4, Double.NaN};

    Bins bins = Bins.of(values, 4);

    assertThat(bins.of(Double.NaN)).isZero();
    assertThat(bins.of(0)).isEqualTo(1).isEqualTo(bins.of(-3));
    assertThat(bins.of(1)).isEqualTo(2).isNotEqualTo(bins.of(4));
    assertThat(bins.of(1e9)).isEqualTo(bins.count() - 1);
    assertThat(Bins.of(new double[] {7, 7}, 4).count()).isEqualTo(2);
    assertThat(Bins.of(new double[] {Double.NaN}, 4).count()).isEqualTo(2);
  }

  @Test
  void ranks_correlate_as_spearman_says() {
    double[] one = Ranks.of(new double[] {1, 2, 3, 4, 5});

    assertThat(Ranks.correlation(one, Ranks.of(new double[] {1, 10, 100, 1e3, 1e4})))
        .isCloseTo(1, within(1e-12));
    assertThat(Ranks.correlation(one, Ranks.of(new double[] {5, 4, 3, 2, 1})))
        .isCloseTo(-1, within(1e-12));
    // 1 - 6 * (1 + 1) / (5 * 24)
    assertThat(Ranks.correlation(one, Ranks.of(new double[] {2, 1, 3, 4, 5})))
        .isCloseTo(0.9, within(1e-12));
    assertThat(Ranks.of(new double[] {3, 3})).containsExactly(0, 0);
  }
}
