// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrendTest {

  private static Trend of(double error, double... ratios) {
    double[] errors = new double[ratios.length];
    double[] shares = new double[ratios.length];
    Arrays.fill(errors, error);
    Arrays.fill(shares, 1);
    return Trend.of(ratios, errors, shares, 0);
  }

  @Test
  void without_an_earlier_instant_the_prior_speaks() {
    Trend trend = of(0.03);
    assertThat(trend.chance()).isCloseTo(0.5, within(1e-12));
    assertThat(trend.mean()).isCloseTo(0, within(1e-12));
    assertThat(trend.quantile(0.95)).isBetween(0.15, 0.45);
    assertThat(trend.instants()).isZero();
  }

  @Test
  void instants_that_were_right_make_it_surer_and_those_that_were_not_make_it_wider() {
    Trend right = of(0.04, 0.01, -0.03, 0.02, 0.0);
    Trend wrong = of(0.04, 0.2, -0.25, 0.3, -0.1);
    Trend off = of(0.04, 0.2, 0.22, 0.19, 0.2);

    assertThat(right.chance()).isLessThan(0.25);
    assertThat(right.deviation()).isLessThan(0.03);
    assertThat(wrong.chance()).isGreaterThan(0.99);
    assertThat(wrong.deviation()).isBetween(0.15, 0.5);
    assertThat(off.mean()).isBetween(0.1, 0.21);
  }

  @Test
  void one_instant_moves_less_than_three_that_say_the_same() {
    assertThat(of(0.04, 0.2).mean()).isBetween(0.02, of(0.04, 0.2, 0.2, 0.2).mean());
    assertThat(of(0.04, 0.2).deviation()).isGreaterThan(of(0.04, 0.2, 0.2, 0.2).deviation());
  }

  @Test
  void a_short_instant_says_less_than_a_whole_one() {
    double[] ratio = {0.2};
    double[] error = {0.04};
    Trend whole = Trend.of(ratio, error, new double[] {1}, 0);
    Trend third = Trend.of(ratio, error, new double[] {0.3}, 0);
    assertThat(third.mean()).isBetween(0.0, whole.mean());
  }

  @Test
  void levels_are_the_quantiles_in_another_order() {
    Trend trend = of(0.04, 0.2, 0.1, 0.25);
    double[] levels = trend.levels(200, true, RandomSource.seeded(1).stream(0));
    double[] again = trend.levels(200, true, RandomSource.seeded(1).stream(0));
    assertThat(levels).isEqualTo(again).isNotEqualTo(sorted(levels));
    assertThat(sorted(levels)[99]).isCloseTo(Math.exp(trend.quantile(0.4975)), within(1e-9));
    double[] uncentred = trend.levels(200, false, RandomSource.seeded(1).stream(0));
    assertThat(Arrays.stream(uncentred).average().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(Trend.none(0, 0).levels(5, true, RandomSource.seeded(1).stream(0)))
        .containsOnly(1.0);
    assertThat(Trend.none(0.1, 0.15))
        .hasToString("the base's level is in the lessons themselves: 1.05 of the forecast, ± 0.15");
    assertThat(trend).asString().contains("by 3 earlier instants", "90 % within");
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Bases that drift and bases that do not, four instants each, then the next. */
  @Test
  void ninety_of_a_hundred_next_instants_are_inside() {
    int inside = 0;
    int stillInside = 0;
    int bases = 400;
    for (int base = 0; base < bases; base++) {
      RandomStream random = RandomSource.seeded(9).stream(base);
      double t = 0.2 * Math.abs(Normal.standard(random));
      double bias = t * Normal.standard(random);
      double[] drifts = new double[5];
      double[] still = new double[5];
      for (int k = 0; k < 5; k++) {
        still[k] = 0.04 * Normal.standard(random);
        drifts[k] = still[k] + bias + t * Normal.standard(random);
      }
      inside += covers(drifts) ? 1 : 0;
      stillInside += covers(still) ? 1 : 0;
    }
    assertThat(inside / (double) bases).isBetween(0.85, 0.94);
    assertThat(stillInside / (double) bases).isBetween(0.87, 0.97);
  }

  /** Whether the fifth is inside the 90 % of what four say, its own error being added. */
  private static boolean covers(double[] ratios) {
    Trend trend =
        Trend.of(
            Arrays.copyOf(ratios, 4),
            new double[] {0.04, 0.04, 0.04, 0.04},
            new double[] {1, 1, 1, 1},
            0.04);
    return ratios[4] > trend.quantile(0.05) && ratios[4] < trend.quantile(0.95);
  }
}
