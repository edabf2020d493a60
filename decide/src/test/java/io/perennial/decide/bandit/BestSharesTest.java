// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Beta;
import io.perennial.math.distribution.ContinuousDistribution;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.BetaFunctions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BestSharesTest {

  private static final double ANY = Double.POSITIVE_INFINITY;

  @Test
  void of_two_normals_it_is_the_closed_form_however_unlike_they_are() {
    double[][] cases = {
      {1, 1, 0, 1}, {0.3, 1e-6, 0, 5}, {10, 0.01, 10.01, 3}, {0, 1e-4, 1e-4, 1e-4}
    };
    for (double[] c : cases) {
      double[] shares = BestShares.of(-ANY, ANY, new Normal(c[0], c[1]), new Normal(c[2], c[3]));
      double expected =
          Normal.standard().cumulative((c[0] - c[2]) / Math.sqrt(c[1] * c[1] + c[3] * c[3]));

      assertThat(shares[0]).as(Arrays.toString(c)).isCloseTo(expected, within(1e-9));
      assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-15));
    }
  }

  /** The sum of Miller, "Formulas for Bayesian A/B testing" (2014), for whole parameters. */
  @Test
  void of_two_betas_it_is_the_published_sum() {
    double expected = 0;
    for (int i = 0; i < 13; i++) {
      expected +=
          Math.exp(
              BetaFunctions.logBeta(11 + i, 120 + 98)
                  - Math.log(98 + i)
                  - BetaFunctions.logBeta(1 + i, 98)
                  - BetaFunctions.logBeta(11, 120));
    }

    double[] shares = BestShares.of(0, 1, new Beta(11, 120), new Beta(13, 98));

    assertThat(shares[1]).isCloseTo(expected, within(1e-9));
  }

  @Test
  void of_five_it_is_how_often_each_is_greatest() {
    ContinuousDistribution[] five = {
      new Normal(0, 1),
      new Normal(0.5, 0.5),
      new Normal(-1, 3),
      new Normal(1, 0.01),
      new Normal(0, 2)
    };
    double[] shares = BestShares.of(-ANY, ANY, five);
    int draws = 200_000;
    int[] greatest = new int[five.length];
    RandomStream random = RandomSource.seeded(4).stream(0);
    for (int d = 0; d < draws; d++) {
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < five.length; k++) {
        double x = five[k].sample(random);
        if (x > most) {
          most = x;
          best = k;
        }
      }
      greatest[best]++;
    }
    for (int k = 0; k < five.length; k++) {
      double error = 4 * Math.sqrt(shares[k] * (1 - shares[k]) / draws);
      assertThat(greatest[k] / (double) draws).isCloseTo(shares[k], within(error));
    }
  }

  @Test
  void equals_share_alike_and_one_has_all() {
    assertThat(BestShares.of(0, 1, new Beta(2, 3), new Beta(2, 3), new Beta(2, 3)))
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-14));
    assertThat(BestShares.of(-ANY, ANY, new Normal(3, 1))).containsExactly(1);
    assertThatThrownBy(() -> BestShares.of(0, 1))
        .hasMessage("Invalid quantities: none (must be at least one)");
  }
}
