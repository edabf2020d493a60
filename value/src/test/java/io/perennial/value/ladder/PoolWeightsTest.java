// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PoolWeightsTest {

  /** Samples of some models for some cases, and what came. */
  private static PoolStats stats(int models, int cases, long seed, double[][][] samples) {
    double[][] distance = new double[cases][models];
    double[][] spread = new double[cases][models * (models + 1) / 2];
    for (int i = 0; i < cases; i++) {
      RandomStream random = RandomSource.seeded(seed).stream(i);
      double came = random.nextInt(4);
      for (int m = 0; m < models; m++) {
        samples[i][m] = new double[12];
        for (int d = 0; d < 12; d++) {
          samples[i][m][d] = Math.floor(random.nextDouble() * (2 + 2 * m)) + (m == 1 ? came : 0);
        }
        Arrays.sort(samples[i][m]);
        distance[i][m] = MixtureScore.distance(samples[i][m], came);
        for (int k = 0; k < m; k++) {
          spread[i][m * (m + 1) / 2 + k] = MixtureScore.between(samples[i][m], samples[i][k]);
        }
        spread[i][m * (m + 1) / 2 + m] = MixtureScore.within(samples[i][m]);
      }
    }
    return new PoolStats(models, distance, spread, new int[cases], new int[cases], new long[cases]);
  }

  @Property(tries = 40)
  void no_other_weights_score_better(
      @ForAll @IntRange(min = 1, max = 7) int models, @ForAll @IntRange(max = 10_000) int seed) {
    PoolStats.Quadratic score = stats(models, 60, seed, new double[60][models][]).mean(i -> true);
    double[] weights = PoolWeights.of(score);

    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
    assertThat(Arrays.stream(weights).min().orElseThrow()).isGreaterThanOrEqualTo(0);
    double least = score.crps(weights);
    RandomStream random = RandomSource.seeded(seed).stream(1);
    for (int tried = 0; tried < 200; tried++) {
      double[] other = new double[models];
      double sum = 0;
      for (int m = 0; m < models; m++) {
        other[m] = tried < models ? (m == tried ? 1 : 0) : -Math.log(random.nextOpenDouble());
        sum += other[m];
      }
      for (int m = 0; m < models; m++) {
        other[m] /= sum;
      }
      assertThat(least).isLessThanOrEqualTo(score.crps(other) + 1e-10);
    }
    assertThat(least).isCloseTo(score.crps(byGradient(score, models)), within(1e-8));
  }

  /** Frank and Wolfe's way, slow and sure, with steps of exact length. */
  private static double[] byGradient(PoolStats.Quadratic score, int models) {
    double[] weights = new double[models];
    Arrays.fill(weights, 1.0 / models);
    for (int step = 0; step < 20_000; step++) {
      double[] slope = score.linear().clone();
      for (int m = 0; m < models; m++) {
        for (int n = 0; n < models; n++) {
          slope[m] -= score.square()[m][n] * weights[n];
        }
      }
      int low = 0;
      int high = -1;
      for (int m = 0; m < models; m++) {
        low = slope[m] < slope[low] ? m : low;
        high = weights[m] > 0 && (high < 0 || slope[m] > slope[high]) ? m : high;
      }
      double curve = 2 * score.square()[low][high] - score.square()[low][low];
      curve -= score.square()[high][high];
      double move = curve > 0 ? (slope[high] - slope[low]) / curve : weights[high];
      move = Math.min(move, weights[high]);
      weights[low] += move;
      weights[high] -= move;
    }
    return weights;
  }

  @Test
  void the_score_of_a_case_is_that_of_the_mixture_by_its_definition() {
    double[][][] samples = new double[5][3][];
    PoolStats stats = stats(3, 5, 4, samples);
    double[] weights = {0.5, 0.2, 0.3};
    for (int i = 0; i < 5; i++) {
      double came = came(4, i);
      double expected = 0;
      for (int m = 0; m < 3; m++) {
        for (double x : samples[i][m]) {
          expected += weights[m] * Math.abs(x - came) / 12;
        }
        for (int n = 0; n < 3; n++) {
          double sum = 0;
          for (int a = 0; a < 12; a++) {
            for (int b = 0; b < 12; b++) {
              sum += Math.abs(samples[i][m][a] - samples[i][n][b]);
            }
          }
          expected -= 0.5 * weights[m] * weights[n] * sum / (m == n ? 12 * 11 : 144);
        }
      }
      assertThat(stats.crps(i, weights)).isCloseTo(expected, within(1e-12));
    }
  }

  private static double came(long seed, int i) {
    return RandomSource.seeded(seed).stream(i).nextInt(4);
  }

  @Test
  void two_equal_models_share_and_one_alone_has_all() {
    PoolStats.Quadratic same =
        new PoolStats.Quadratic(10, new double[] {1, 1}, new double[][] {{0.8, 0.8}, {0.8, 0.8}});
    assertThat(same.crps(PoolWeights.of(same))).isCloseTo(0.6, within(1e-9));
    PoolStats.Quadratic one = new PoolStats.Quadratic(10, new double[] {1}, new double[][] {{0.8}});
    assertThat(PoolWeights.of(one)).containsExactly(1);
  }

  @Test
  void blocks_are_as_large_as_the_weights() {
    assertThat(Pool.borders(new double[] {0.25, 0, 0.75}, 200)).containsExactly(50, 50, 200);
    assertThat(Pool.borders(new double[] {1}, 7)).containsExactly(7);
  }
}
