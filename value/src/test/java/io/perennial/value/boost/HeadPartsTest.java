// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The small parts of the heads, each against its definition. */
class HeadPartsTest {

  @Test
  void margins_that_are_too_small_where_they_are_great_are_put_right() {
    RandomStream random = RandomSource.seeded(1).stream(0);
    double[] labels = new double[4_000];
    double[] margins = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      margins[i] = 3 + 0.8 * Normal.standard(random);
      labels[i] = Math.exp(0.5 + 1.2 * (margins[i] - 3) + 3) * Gamma.standard(random, 2) / 2;
    }

    Balance balance = Balance.of(labels, margins, 1);

    assertThat(balance.tilt()).isCloseTo(1.2, within(0.06));
    double forecast = Arrays.stream(margins).map(m -> Math.exp(balance.at(m))).sum();
    assertThat(forecast / Arrays.stream(labels).sum()).isCloseTo(1, within(0.02));
  }

  @Test
  void few_rows_change_nothing_and_nothing_stays_nothing() {
    assertThat(Balance.of(new double[99], new double[99], 1)).isEqualTo(Balance.AS_IT_IS);
    assertThat(Balance.of(new double[500], new double[500], 1)).isEqualTo(Balance.AS_IT_IS);
  }

  @Test
  void negative_binomial_probabilities_sum_to_one_and_draws_follow_them() {
    double sum = 0;
    double below = 0;
    for (int k = 0; k < 400; k++) {
      double probability = Math.exp(NegativeBinomial.logProbability(k, 3.5, 0.8));
      RandomStream unused = RandomSource.seeded(1).stream(0);
      assertThat(NegativeBinomial.draw(sum + probability / 2, 3.5, 0.8, unused)).isEqualTo(k);
      sum += probability;
      below += k * probability;
      if (sum > 1 - 1e-9) {
        break;
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-8));
    assertThat(below).isCloseTo(3.5, within(1e-6));
  }

  @Test
  void the_size_of_a_negative_binomial_is_found() {
    RandomStream random = RandomSource.seeded(2).stream(0);
    double[] counts = new double[3_000];
    double[] means = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      means[i] = 0.5 + 3 * random.nextDouble();
      counts[i] = new Poisson(means[i] * Gamma.standard(random, 1.5) / 1.5).sample(random);
    }

    assertThat(NegativeBinomial.sizeOf(counts, means)).isCloseTo(1.5, within(0.25));
  }

  @Test
  void a_quantile_curve_has_the_mean_and_the_slopes_of_its_draws() {
    double[] levels = {0.1, 0.5, 0.9};
    double[] quantiles = {0.3, 1.9, 1.1};
    QuantileCurve curve = QuantileCurve.of(levels, new Bag.HeldOut(), new Bag.HeldOut());
    double[] sorted = {0.3, 1.1, 1.9};
    double mean = 0;
    int steps = 400_000;
    for (int i = 0; i < steps; i++) {
      mean += Math.exp(curve.at((i + 0.5) / steps, sorted)) / steps;
    }

    assertThat(curve.mean(sorted)).isCloseTo(mean, within(0.01 * mean));
    double[] slopes = curve.slopes(quantiles);
    for (int k = 0; k < 3; k++) {
      double[] more = quantiles.clone();
      more[k] += 1e-6;
      Arrays.sort(more);
      assertThat(slopes[k]).isCloseTo((curve.mean(more) - curve.mean(sorted)) / 1e-6, within(1e-4));
    }
  }

  @Test
  void ratios_have_mean_one_in_each_stratum() {
    RandomStream random = RandomSource.seeded(3).stream(0);
    double[] labels = new double[2_000];
    double[] forecasts = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      forecasts[i] = 4 * random.nextDouble();
      labels[i] = Math.exp(forecasts[i]) * Gamma.standard(random, 1 + forecasts[i]);
    }

    Ratios ratios = Ratios.of(labels, forecasts);

    for (double forecast : new double[] {0.2, 1.5, 2.5, 3.9}) {
      double mean = 0;
      for (int i = 0; i < 10_000; i++) {
        mean += ratios.at((i + 0.5) / 10_000, forecast) / 10_000;
      }
      assertThat(mean).isCloseTo(1, within(0.01));
    }
    assertThat(ratios.at(0.95, 0.2)).isGreaterThan(ratios.at(0.95, 3.9));
  }
}
