// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.allocate.Offers;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import org.junit.jupiter.api.Test;

class EffectPosteriorTest {

  private static final double[][] TRUTH = {{2, 1, -1}, {-1, 0.5, 0}};
  private static final double[] ANYWAY = {20, 5, -3};
  private static final EffectPrior PRIOR = new EffectPrior(8, 15, 2, 4);

  private static EffectLog log(int customers, long seed) {
    double[][] rows = new double[customers][];
    int[] action = new int[customers];
    double[] outcome = new double[customers];
    RandomSource source = RandomSource.seeded(seed);
    for (int i = 0; i < customers; i++) {
      RandomStream random = source.stream(i);
      rows[i] = new double[] {1, Normal.standard(random), Normal.standard(random)};
      action[i] = random.nextInt(3) - 1;
      outcome[i] = 10 * Normal.standard(random);
      for (int k = 0; k < 3; k++) {
        double effect = action[i] == Offers.NOTHING ? 0 : TRUTH[action[i]][k];
        outcome[i] += rows[i][k] * (ANYWAY[k] + effect);
      }
    }
    EffectLog log = new EffectLog(2, 3);
    log.add(Features.of(rows), action, outcome);
    return log;
  }

  @Test
  void is_that_of_the_whole_system_solved_at_once() {
    EffectLog log = log(60, 1);
    double[][] whole = new double[9][9];
    double[] right = new double[9];
    int[] actions = {Offers.NOTHING, 0, 1};
    for (int a = 0; a < 3; a++) {
      double[][] own = new double[3][3];
      log.addTo(own, actions[a]);
      double[] products = log.products(actions[a]);
      for (int i = 0; i < 3; i++) {
        right[i] += products[i];
        right[3 * a + i] += a == 0 ? 0 : products[i];
        for (int j = 0; j < 3; j++) {
          whole[i][j] += own[i][j];
          if (a > 0) {
            whole[3 * a + i][3 * a + j] += own[i][j];
            whole[3 * a + i][j] += own[i][j];
            whole[i][3 * a + j] += own[i][j];
          }
        }
      }
    }
    for (int i = 0; i < 9; i++) {
      whole[i][i] += i < 3 ? 64 / 225.0 : 64 / 4.0;
    }
    double[] solved = Factor.of(whole).solve(right);
    double[] unit = new double[9];
    unit[4] = 1;
    double variance = Factor.of(whole).solve(unit)[4];

    EffectPosterior posterior = EffectPosterior.of(log, PRIOR);

    double[] second = {0, 1, 0};
    assertThat(posterior.mean().of(second, 0)).isCloseTo(solved[4], within(1e-10));
    assertThat(posterior.mean().of(second, 1)).isCloseTo(solved[7], within(1e-10));
    assertThat(posterior.baseline(second)).isCloseTo(solved[1], within(1e-10));
    assertThat(posterior.deviation(second, 0))
        .isCloseTo(posterior.noiseDeviation() * Math.sqrt(variance), within(1e-10));
  }

  @Test
  void finds_effects_and_noise_within_what_it_says_it_knows() {
    EffectPosterior posterior = EffectPosterior.of(log(20_000, 2), PRIOR);

    assertThat(posterior.noiseDeviation()).isCloseTo(10, within(0.2));
    for (int a = 0; a < 2; a++) {
      double[] customer = {1, 0.5, -1};
      double truth = TRUTH[a][0] + 0.5 * TRUTH[a][1] - TRUTH[a][2];
      double deviation = posterior.deviation(customer, a);
      assertThat(deviation).isBetween(0.1, 0.4);
      assertThat(posterior.mean().of(customer, a)).isCloseTo(truth, within(3 * deviation));
    }
  }

  @Test
  void draws_have_its_mean_and_deviation() {
    EffectPosterior posterior = EffectPosterior.of(log(200, 3), PRIOR);
    double[] customer = {1, 1, 0};
    RandomStream random = RandomSource.seeded(1).stream(0);
    int draws = 20_000;
    double sum = 0;
    double squares = 0;
    for (int d = 0; d < draws; d++) {
      double effect = posterior.draw(random, 1).of(customer, 1);
      sum += effect / draws;
      squares += effect * effect / draws;
    }
    double deviation = posterior.deviation(customer, 1);

    assertThat(sum).isCloseTo(posterior.mean().of(customer, 1), within(0.03 * deviation));
    assertThat(Math.sqrt(squares - sum * sum)).isCloseTo(deviation, within(0.03 * deviation));
  }

  @Test
  void nothing_seen_is_the_prior_and_its_size_can_be_learned() {
    EffectPosterior nothing = EffectPosterior.adapted(new EffectLog(2, 3), PRIOR, 2);

    assertThat(nothing.mean().of(new double[] {1, 1, 1}, 0)).isZero();
    assertThat(nothing.deviation(new double[] {1, 0, 0}, 0)).isCloseTo(2, within(1e-6));

    EffectPosterior learned = EffectPosterior.adapted(log(20_000, 4), PRIOR, 2);

    assertThat(learned.mean().of(new double[] {1, 0, 0}, 0)).isCloseTo(2, within(0.5));
  }

  @Test
  void outcomes_not_known_teach_nothing_and_wrong_ones_are_named() {
    EffectLog log = new EffectLog(1, 1);
    Features one = Features.of(new double[][] {{1}, {1}});

    log.add(one, new int[] {0, Offers.NOTHING}, new double[] {Double.NaN, 3});

    assertThat(log.count(0)).isZero();
    assertThat(log.count(Offers.NOTHING)).isEqualTo(1);
    log.age(0.5);
    assertThat(log.count(Offers.NOTHING)).isEqualTo(0.5);
    assertThatThrownBy(() -> log.add(one, new int[] {0, 4}, new double[2]))
        .hasMessage("Unknown action of customer 1: 4 (there are 1)");
    assertThatThrownBy(() -> log.add(one, new int[2], new double[] {Double.POSITIVE_INFINITY, 0}))
        .hasMessage("Invalid outcome of customer 0: Infinity (must be finite)");
    assertThatThrownBy(() -> log.age(2)).hasMessage("Invalid keep: 2.0 (must be within [0, 1])");
  }

  @Test
  void arms_of_their_own_choose_by_what_they_know() {
    LinearArms arms = LinearArms.of(log(5_000, 5), 10, 20);

    Propensities chances =
        arms.propensities(new double[] {1, 1, -1}, 0b11, new double[] {0.5, 0.5}, 0.03);

    assertThat(chances.of(0)).isGreaterThan(0.9);
    assertThat(chances.of(1)).isBetween(0.01 - 1e-12, 0.05);
    assertThat(arms.outcome(new double[] {1, 0, 0}, Offers.NOTHING).mean())
        .isCloseTo(20, within(1.0));
  }
}
