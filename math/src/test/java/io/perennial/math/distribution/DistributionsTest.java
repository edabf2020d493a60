// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;
import io.perennial.math.summary.KolmogorovSmirnov;
import io.perennial.math.summary.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionsTest {

  static final List<ContinuousDistribution> CONTINUOUS =
      List.of(
          new Uniform(-2, 3),
          new Exponential(0.1),
          new Normal(5, 2),
          new Gamma(0.01, 1),
          new Gamma(0.553, 10.578),
          new Gamma(1, 2),
          new Gamma(6.25, 0.5),
          new Gamma(500, 3),
          new Beta(0.5, 0.5),
          new Beta(0.793, 2.426),
          new Beta(20, 3));

  static final List<DiscreteDistribution> DISCRETE =
      List.of(
          new Poisson(0.05),
          new Poisson(3.5),
          new Poisson(9.99),
          new Poisson(10),
          new Poisson(47.3),
          new Poisson(2_000),
          Categorical.weighted(1, 0, 3, 0.5),
          Categorical.zipf(50, 1.1));

  static Stream<ContinuousDistribution> continuous() {
    return CONTINUOUS.stream();
  }

  static Stream<DiscreteDistribution> discrete() {
    return DISCRETE.stream();
  }

  /**
   * Seeds are fixed, so a test passes always or never; the levels are such that a right program
   * fails under 1 seed in 100: 0.01 split over all checks of this class.
   */
  @Nested
  class Statistical {

    private static final int DRAWS = 100_000;
    private static final double LEVEL =
        -Math.expm1(Math.log1p(-0.01) / (CONTINUOUS.size() + DISCRETE.size()));

    @Test
    void draws_follow_the_cumulative_curve() {
      for (int i = 0; i < CONTINUOUS.size(); i++) {
        ContinuousDistribution distribution = CONTINUOUS.get(i);
        RandomStream random = RandomSource.seeded(20).stream(i);
        double[] sample = new double[DRAWS];
        Arrays.setAll(sample, k -> distribution.sample(random));

        assertThat(KolmogorovSmirnov.test(sample, distribution::cumulative).pValue())
            .as("p-value of %s", distribution)
            .isGreaterThan(LEVEL);
      }
    }

    @Test
    void counts_follow_the_probabilities() {
      for (int i = 0; i < DISCRETE.size(); i++) {
        DiscreteDistribution distribution = DISCRETE.get(i);
        RandomStream random = RandomSource.seeded(21).stream(i);
        assertThat(chiSquarePValue(distribution, random))
            .as("p-value of %s", distribution)
            .isGreaterThan(LEVEL);
      }
    }

    /** Pearson's test, cells with fewer than 10 expected joined with the next. */
    private static double chiSquarePValue(DiscreteDistribution distribution, RandomStream random) {
      int top = (int) (distribution.mean() + 12 * Math.sqrt(distribution.variance()) + 20);
      long[] hits = new long[top + 1];
      for (int k = 0; k < DRAWS; k++) {
        hits[(int) Math.min(top, distribution.sample(random))]++;
      }
      double statistic = 0;
      int cells = 0;
      double expectedLeft = DRAWS;
      double expected = 0;
      long observed = 0;
      for (int k = 0; k <= top; k++) {
        double here = DRAWS * Math.exp(distribution.logProbability(k));
        expected += here;
        observed += hits[k];
        expectedLeft -= here;
        if (expected >= 10 && expectedLeft >= 10) {
          statistic += (observed - expected) * (observed - expected) / expected;
          cells++;
          expected = 0;
          observed = 0;
        }
      }
      double last = expected + Math.max(0, expectedLeft);
      statistic += (observed - last) * (observed - last) / last;
      return GammaFunctions.regularizedUpper(cells / 2.0, statistic / 2);
    }
  }

  @ParameterizedTest
  @MethodSource("continuous")
  void moments_of_draws_are_near(ContinuousDistribution distribution) {
    RandomStream random = RandomSource.seeded(22).stream(0);
    Moments moments = new Moments();
    for (int i = 0; i < 200_000; i++) {
      moments.add(distribution.sample(random));
    }
    double error = Math.sqrt(distribution.variance() / 200_000);
    assertThat(moments.mean().orElseThrow()).isCloseTo(distribution.mean(), within(5 * error));
    // tails as heavy as that of Gamma(0.01) leave the variance of the sample itself uncertain
    assertThat(moments.variance().orElseThrow() / distribution.variance())
        .isCloseTo(1, within(0.15));
  }

  @ParameterizedTest
  @MethodSource("discrete")
  void probabilities_sum_to_1_and_have_the_moments(DiscreteDistribution distribution) {
    double sum = 0;
    double mean = 0;
    double square = 0;
    for (long k = 0; k < 4_000; k++) {
      double p = Math.exp(distribution.logProbability(k));
      sum += p;
      mean += k * p;
      square += k * p * k;
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(mean).isCloseTo(distribution.mean(), within(1e-9 * (1 + mean)));
    assertThat(square - mean * mean)
        .isCloseTo(distribution.variance(), within(1e-8 * (1 + square)));
  }

  @ParameterizedTest
  @MethodSource("continuous")
  void the_density_is_the_slope_of_the_cumulative_curve(ContinuousDistribution distribution) {
    for (double share : new double[] {0.6, 0.9, 1.1}) {
      double x = distribution.mean() * share;
      double step = 1e-5 * Math.abs(x);
      double slope =
          (distribution.cumulative(x + step) - distribution.cumulative(x - step)) / (2 * step);
      double density = Math.exp(distribution.logDensity(x));
      assertThat(slope)
          .as("%s at %s", distribution, x)
          .isCloseTo(density, within(1e-6 + 1e-6 * density));
    }
  }

  /** Values by hand from the textbook formulas, with 30 digits. */
  @Nested
  class Published {

    @Test
    void log_densities_agree() {
      assertThat(new Gamma(2.5, 1.5).logDensity(2)).isCloseTo(-1.2312993293625902, within(1e-14));
      assertThat(new Beta(2, 3).logDensity(0.4)).isCloseTo(0.5469646703818639, within(1e-14));
      assertThat(new Normal(1, 2).logDensity(3)).isCloseTo(-2.112085713764618, within(1e-14));
      assertThat(new Exponential(2).logDensity(3)).isCloseTo(Math.log(2) - 6, within(1e-14));
      assertThat(new Poisson(3.5).logProbability(2)).isCloseTo(-1.6876212435692093, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5", "1.959963984540054, 0.975", "-1.2815515655446004, 0.1"})
    void normal_quantiles_of_the_tables_agree(double z, double p) {
      assertThat(Normal.standard().cumulative(z)).isCloseTo(p, within(1e-14));
    }

    @Test
    void outside_the_support_nothing_happens() {
      assertThat(new Gamma(2, 1).logDensity(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(new Beta(2, 1).logDensity(1.1)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(new Uniform(0, 1).logDensity(2)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(new Exponential(1).cumulative(-1)).isZero();
      assertThat(new Poisson(0).logProbability(0)).isZero();
      assertThat(new Poisson(1).logProbability(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(Categorical.zipf(3, 1).logProbability(3)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
  }

  @Nested
  class Determinism {

    @Test
    void the_first_draws_never_change() {
      RandomSource source = RandomSource.seeded(42);
      assertThat(new Gamma(0.553, 10.578).sample(source.stream(0))).isEqualTo(0.039246540056594496);
      assertThat(new Normal(0, 1).sample(source.stream(1))).isEqualTo(0.881980043488926);
      assertThat(new Beta(2, 3).sample(source.stream(2))).isEqualTo(0.5833833492864938);
      assertThat(new Poisson(3).sample(source.stream(3))).isEqualTo(1);
      assertThat(new Poisson(100).sample(source.stream(4))).isEqualTo(98);
      assertThat(Categorical.zipf(1000, 1).sample(source.stream(5))).isEqualTo(0);
    }
  }

  @Nested
  class Refusals {

    @Test
    void parameters_outside_their_range_are_named() {
      assertRefused(() -> new Gamma(0, 1), "Invalid shape: 0.0 (must be > 0 and finite)");
      assertRefused(() -> new Gamma(1, Double.NaN), "Invalid rate: NaN (must be > 0 and finite)");
      assertRefused(() -> new Beta(-1, 1), "Invalid a: -1.0 (must be > 0 and finite)");
      assertRefused(() -> new Exponential(0), "Invalid rate: 0.0 (must be > 0 and finite)");
      assertRefused(() -> new Normal(0, -1), "Invalid deviation: -1.0 (must be > 0 and finite)");
      assertRefused(() -> new Normal(Double.NaN, 1), "Invalid mean: NaN (must be finite)");
      assertRefused(() -> new Uniform(1, 1), "Invalid high: 1.0 (must be greater than low, 1.0)");
      assertRefused(() -> new Poisson(-1), "Invalid mean: -1.0 (must be within [0, 1e15])");
      assertRefused(
          () -> Categorical.weighted(1, -2), "Invalid weight 1: -2.0 (must be >= 0 and finite)");
      assertRefused(
          () -> Categorical.weighted(0, 0), "Invalid sum of weights: 0.0 (must be > 0 and finite)");
      assertRefused(() -> Categorical.zipf(0, 1), "Invalid n: 0 (must be > 0)");
    }

    private static void assertRefused(Runnable call, String message) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }
}
