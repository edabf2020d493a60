// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretoggg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;
import io.perennial.math.summary.KolmogorovSmirnov;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParetoGggTest {

  @ParameterizedTest
  @CsvSource({"0.4, 2, 3", "1, 1, 5", "6, 3, 1", "6, 3, 4", "40, 8, 6.5", "3, 1, 0"})
  void a_gap_beyond_a_bound_has_the_truncated_distribution(
      double shape, double rate, double least) {
    RandomStream random = RandomSource.seeded(4).stream(0);
    double[] sample = new double[4000];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = Lives.gapBeyond(shape, rate, least, random);
    }
    double whole = GammaFunctions.regularizedUpper(shape, rate * least);
    assertThat(
            KolmogorovSmirnov.test(
                    sample, g -> 1 - GammaFunctions.regularizedUpper(shape, rate * g) / whole)
                .pValue())
        .isGreaterThan(1e-3);
  }

  @Test
  void shape_and_rate_are_found_again_from_their_draws() {
    RandomStream random = RandomSource.seeded(8).stream(0);
    double sum = 0;
    double logSum = 0;
    int n = 20_000;
    for (int i = 0; i < n; i++) {
      double draw = Gamma.standard(random, 2.5) / 4;
      sum += draw;
      logSum += Math.log(draw);
    }
    double[] hyper = {1, 1};
    double meanShape = 0;
    for (int round = 0; round < 300; round++) {
      Hyper.draw(hyper, 0, n, sum, logSum, random);
      meanShape += round < 100 ? 0 : hyper[0] / 200;
    }
    assertThat(meanShape).isCloseTo(2.5, within(0.1));
    assertThat(hyper[0] / hyper[1]).isCloseTo(2.5 / 4, within(0.02));
  }

  @Test
  void the_same_seed_gives_the_same_draws_and_little_data_is_refused() {
    List<TimedHistory> histories = base(150, 3).histories();
    ParetoGggConfig config = new ParetoGggConfig(2, 20, 20, 5, 9);
    ParetoGggPosterior one = new ParetoGggTrainer().train(histories, config);
    ParetoGggPosterior two = new ParetoGggTrainer().train(histories, config);
    assertThat(one.median("r")).isEqualTo(two.median("r"));
    assertThat(one.purchases(7, 20)).isEqualTo(two.purchases(7, 20));
    assertThat(one.expectedPurchases(7, 0)).isZero();
    assertThatThrownBy(() -> new ParetoGggTrainer().train(histories.subList(0, 5), config))
        .isInstanceOf(TooLittleDataException.class);
    assertThatThrownBy(() -> new TimedHistory(PurchaseHistory.boughtOnce(3), Double.NaN))
        .hasMessage("Invalid sum of log intervals: NaN (must be finite, and 0 without a repeat)");
  }

  @Test
  @Tag("slow")
  void a_simulated_base_gives_its_parameters_and_its_future() {
    Base base = base(1_500, 12);
    ParetoGggPosterior posterior =
        new ParetoGggTrainer().train(base.histories(), new ParetoGggConfig(2, 1_500, 2_000, 20, 3));
    assertThat(posterior.median("r") / posterior.median("alpha")).isCloseTo(1.0 / 4, within(0.03));
    assertThat(posterior.median("t") / posterior.median("gamma")).isCloseTo(4, within(0.8));
    double expected = 0;
    double alive = 0;
    for (int i = 0; i < base.histories().size(); i++) {
      expected += posterior.expectedPurchases(i, 26);
      alive += posterior.probabilityAlive(i);
    }
    double actual = base.future().stream().mapToInt(f -> f).sum();
    double lived = base.alive().stream().filter(f -> f).count();
    assertThat(expected / actual).isCloseTo(1, within(0.08));
    assertThat(alive / lived).isCloseTo(1, within(0.06));
  }

  /**
   * The sampler of one customer against the posterior by brute force, a sum over k, lambda and the
   * moment of leaving: the parameters being given, they share no code.
   */
  @ParameterizedTest
  @CsvSource({"4, 30, 40, 8.0", "1, 12, 40, 2.4849066497880004", "0, 0, 15, 0"})
  void one_customers_chain_has_the_posterior_of_direct_integration(
      int repeats, double recency, double age, double logs) {
    double[] hyper = {4, 2, 1.5, 8, 0.8, 20};
    TimedHistory history = new TimedHistory(new PurchaseHistory(repeats, recency, age), logs);
    double[] direct = direct(history, hyper);

    // a thousand chains of the same customer at once
    Lives lives =
        new Lives(
            Collections.nCopies(1_000, history), 0.1, 0.02, RandomSource.seeded(6).derive("x"));
    double alive = 0;
    double regularity = 0;
    double rate = 0;
    int rounds = 400;
    for (int round = 0; round < rounds; round++) {
      lives.draw(hyper);
      for (int i = 0; round >= 100 && i < 1_000; i++) {
        alive += lives.tau[i] > age ? 1 : 0;
        regularity += lives.k[i];
        rate += lives.lambda[i];
      }
    }
    double draws = 1_000.0 * (rounds - 100);
    assertThat(alive / draws).isCloseTo(direct[0], within(0.01));
    assertThat(regularity / draws / direct[1]).isCloseTo(1, within(0.02));
    assertThat(rate / draws / direct[2]).isCloseTo(1, within(0.02));
  }

  /** P(alive), E[k], E[lambda] given (t, gamma, r, alpha, s, beta). */
  private static double[] direct(TimedHistory timed, double[] hyper) {
    int x = timed.history().repeats();
    double recency = timed.history().recencyWeeks();
    double silence = timed.history().silenceWeeks();
    double s = hyper[4];
    double beta = hyper[5];
    int cells = 120;
    double total = 0;
    double alive = 0;
    double meanK = 0;
    double meanRate = 0;
    for (int a = 0; a < cells; a++) {
      double k = Math.exp(-4 + 7.0 * (a + 0.5) / cells);
      for (int b = 0; b < cells; b++) {
        double lambda = Math.exp(-7 + 8.0 * (b + 0.5) / cells);
        // density in logarithms, hence t and r, not t - 1 and r - 1
        double log =
            hyper[0] * Math.log(k)
                - hyper[1] * k
                + hyper[2] * Math.log(lambda)
                - hyper[3] * lambda
                + x * (k * Math.log(k * lambda) - GammaFunctions.logGamma(k))
                + (k - 1) * timed.sumOfLogIntervals()
                - k * lambda * recency;
        double stayed =
            GammaFunctions.regularizedUpper(k, k * lambda * silence)
                * Math.pow(beta / (beta + recency + silence), s);
        double left = 0;
        int steps = 60;
        for (int c = 0; c < steps; c++) {
          double after = (c + 0.5) * silence / steps;
          left +=
              GammaFunctions.regularizedUpper(k, k * lambda * after)
                  * s
                  * Math.pow(beta, s)
                  * Math.pow(beta + recency + after, -s - 1)
                  * silence
                  / steps;
        }
        double weight = Math.exp(log);
        alive += weight * stayed;
        total += weight * (stayed + left);
        meanK += weight * (stayed + left) * k;
        meanRate += weight * (stayed + left) * lambda;
      }
    }
    return new double[] {alive / total, meanK / total, meanRate / total};
  }

  private record Base(List<TimedHistory> histories, List<Integer> future, List<Boolean> alive) {}

  /** k ~ Gamma(4, 1), lambda ~ Gamma(1, 4), mu ~ Gamma(0.8, 30); 52 weeks seen, 26 to come. */
  private static Base base(int customers, long seed) {
    Base base = new Base(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < customers; i++) {
      RandomStream random = RandomSource.seeded(seed).stream(i);
      double k = 0.2 + Gamma.standard(random, 4);
      double lambda = Gamma.standard(random, 1) / 4;
      double death = -StrictMath.log(random.nextOpenDouble()) / (Gamma.standard(random, 0.8) / 30);
      double now = 0;
      double recency = 0;
      double logs = 0;
      int repeats = 0;
      int later = 0;
      while (true) {
        double gap = Gamma.standard(random, k) / (k * lambda);
        now += gap;
        if (now > Math.min(78, death)) {
          break;
        }
        if (now <= 52) {
          repeats++;
          recency = now;
          logs += Math.log(gap);
        } else {
          later++;
        }
      }
      base.histories().add(new TimedHistory(new PurchaseHistory(repeats, recency, 52), logs));
      base.future().add(later);
      base.alive().add(death > 52);
    }
    return base;
  }
}
