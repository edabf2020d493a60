// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.quadrature.GaussLegendre;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Certificate;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.SimulatedBase;
import io.perennial.value.covariate.Effect.Rate;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CovariateTest {

  /** Customers whose rates depend on an income (normal) and a channel (0 or 1). */
  record Base(GroupedHistories histories, FeatureMatrix covariates, List<Integer> future) {}

  static Base base(int customers, double ofIncome, double ofChannel, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("covariates of a base");
    double[][] z = new double[2][customers];
    for (int i = 0; i < customers; i++) {
      RandomStream random = source.stream(i);
      z[0][i] = 3 + 2 * Normal.standard(random);
      z[1][i] = random.nextInt(2);
    }
    int[] next = {0, 0};
    SimulatedBase simulated =
        SimulatedBase.ofRates(
            customers,
            random -> Gamma.standard(random, 0.8) / 8 * Math.exp(ofIncome * (z[0][next[0]++] - 3)),
            random -> Gamma.standard(random, 0.7) / 12 * Math.exp(ofChannel * z[1][next[1]++]),
            seed);
    return new Base(simulated.grouped(), matrix(z, "income", "channel"), simulated.future());
  }

  static FeatureMatrix matrix(double[][] columns, String... names) {
    long[] ids = LongStream.range(0, columns[0].length).toArray();
    return new FeatureMatrix(ids, List.of(names), columns);
  }

  @Nested
  class Oracle {

    @ParameterizedTest
    @EnumSource(Family.class)
    void the_likelihood_is_the_sum_over_customers_own_models_and_the_gradient_its_slope(
        Family family) {
      Base base = base(60, 0.3, -0.5, 1);
      double[][] z = new double[60][2];
      double[] raw0 = base.covariates().column("income");
      double[] raw1 = base.covariates().column("channel");
      for (int i = 0; i < 60; i++) {
        z[i] = new double[] {(raw0[i] - 3) / 2, raw1[i]};
      }
      CovariateRows rows = CovariateRows.of(base.histories(), z);
      CovariateLikelihood likelihood =
          new CovariateLikelihood(family, rows, new int[] {0, 1}, new int[] {1}, 0.5);
      double[] at = {0.7, 9, 0.8, 11, 1.3, 0.8, 1.6};
      double[] gradient = new double[7];
      double value = likelihood.at(at, gradient);
      double sum = 0;
      for (int i = 0; i < 60; i++) {
        double more = Math.log(1.3) * z[i][0] + Math.log(0.8) * z[i][1];
        PurchaseModel own = family.model(at, more, Math.log(1.6) * z[i][1]);
        sum += own.logLikelihood(base.histories().history(base.histories().groupOf(i)));
      }
      for (int k = 4; k < 7; k++) {
        sum -= 0.25 * Math.log(at[k]) * Math.log(at[k]);
      }
      assertThat(value).isCloseTo(sum, withPercentage(1e-9));
      for (int k = 0; k < 7; k++) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[k] *= 1 + 1e-5;
        down[k] *= 1 - 1e-5;
        double slope = (likelihood.at(up) - likelihood.at(down)) / (2e-5 * at[k]);
        assertThat(gradient[k]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
      }
    }

    @Test
    void a_customer_who_bought_once_has_the_plain_double_integral() {
      // exp(-lambda e^g min(tau, T)) over Gamma(2, 3) lambda and Gamma(2, 5) mu, tau at rate mu e^d
      double g = Math.exp(0.4);
      double d = Math.exp(-0.7);
      GaussLegendre rule = GaussLegendre.of(100);
      double sum =
          rule.integrate(
              u -> {
                double lambda = u / (1 - u);
                double weight = 9 * lambda * Math.exp(-3 * lambda) / ((1 - u) * (1 - u));
                return weight
                    * rule.integrate(
                        v -> {
                          double mu = v / (1 - v);
                          double all = lambda * g + mu * d;
                          double silent = (mu * d + lambda * g * Math.exp(-all * 7)) / all;
                          return 25 * mu * Math.exp(-5 * mu) / ((1 - v) * (1 - v)) * silent;
                        },
                        0,
                        1);
              },
              0,
              1);
      PurchaseModel own = Family.PARETO_NBD.model(new double[] {2, 3, 2, 5}, 0.4, -0.7);
      assertThat(Math.exp(own.logLikelihood(PurchaseHistory.boughtOnce(7))))
          .isCloseTo(sum, withPercentage(1e-6));
    }

    @Test
    void without_effects_it_is_the_plain_model() {
      Base base = base(1_000, 0, 0, 2);
      FeatureMatrix constant = matrix(new double[][] {new double[1_000]}, "nothing");
      CovariateFit fit =
          CovariateTrainer.of(Family.PARETO_NBD, List.of("nothing"))
              .train(base.histories(), constant);
      ParetoNbdModel plain = new ParetoNbdTrainer().train(base.histories()).model();
      ParetoNbdModel ours = (ParetoNbdModel) fit.model().of(new double[] {0});

      assertThat(ours.r()).isCloseTo(plain.r(), withPercentage(1e-6));
      assertThat(ours.beta()).isCloseTo(plain.beta(), withPercentage(1e-6));
      assertThat(fit.gain()).isCloseTo(0, within(1e-8));
      assertThat(fit.effects()).isEmpty();
      assertThat(fit.certificate().warnings())
          .contains("nothing is constant or never known, and left out");
      CustomerTerm term = new CustomerTerm();
      double[] rising = {GammaRatios.logRising(0.7, 3), GammaRatios.digammaRising(0.7, 3)};
      assertThat(term.paretoNbd(0.7, 9, 0.6, 12, 3, 20, 50, rising))
          .isCloseTo(
              new ParetoNbdModel(0.7, 9, 0.6, 12).logLikelihood(new PurchaseHistory(3, 20, 50)),
              within(1e-10));
    }
  }

  @Nested
  class Truth {

    @Test
    void known_effects_are_recovered_within_their_errors() {
      Base base = base(3_000, 0.25, 0.8, 3);
      CovariateFit fit =
          CovariateTrainer.of(Family.PARETO_NBD, List.of("income", "channel"))
              .train(base.histories(), base.covariates());

      assertThat(fit.certificate().verdict()).isEqualTo(Certificate.Verdict.CONVERGED);
      Effect income = fit.effect("income", Rate.BUYING);
      Effect channel = fit.effect("channel", Rate.LEAVING);
      assertThat(income.perUnit()).isCloseTo(0.25, within(3 * income.standardError()));
      assertThat(income.standardError()).isLessThan(0.025);
      assertThat(channel.perUnit()).isCloseTo(0.8, within(3 * channel.standardError()));
      assertThat(channel.standardError()).isLessThan(0.2);
      assertThat(Math.abs(fit.effect("income", Rate.LEAVING).z())).isLessThan(3);
      assertThat(Math.abs(fit.effect("channel", Rate.BUYING).z())).isLessThan(3);
      assertThat(fit.gain()).isGreaterThan(50);
      assertThat(fit.summary()).contains("buying income +0.2", "leaving channel +");
    }

    @Test
    void forecasts_of_one_time_buyers_are_better_than_without_covariates() {
      Base base = base(2_000, 0.3, 0, 4);
      CovariateFit fit =
          CovariateTrainer.of(Family.PARETO_NBD, List.of("income"))
              .train(base.histories(), base.covariates());
      PurchaseModel plain = new ParetoNbdTrainer().train(base.histories()).model();
      double[] income = base.covariates().column("income");
      double ours = 0;
      double theirs = 0;
      for (int i = 0; i < 2_000; i++) {
        PurchaseHistory history = base.histories().history(base.histories().groupOf(i));
        if (history.repeats() > 0) {
          continue;
        }
        double own = fit.model().of(new double[] {income[i]}).expectedPurchases(history, 52);
        ours += Math.pow(own - base.future().get(i), 2);
        theirs += Math.pow(plain.expectedPurchases(history, 52) - base.future().get(i), 2);
      }
      assertThat(ours).isLessThan(theirs);
      CovariateFit bgNbd =
          CovariateTrainer.of(Family.BG_NBD, List.of("income"))
              .train(base.histories(), base.covariates());
      assertThat(bgNbd.effect("income", Rate.BUYING).perUnit()).isCloseTo(0.3, within(0.08));
    }
  }

  @Nested
  class Faults {

    @Test
    void one_enormous_value_and_unknown_ones_leave_the_effect_as_it_is() {
      Base base = base(1_000, 0.25, 0, 5);
      double[] income = base.covariates().column("income");
      income[7] = 1e9;
      for (int i = 100; i < 200; i++) {
        income[i] = Double.NaN;
      }
      double[] unknown = new double[1_000];
      Arrays.fill(unknown, Double.NaN);
      CovariateFit fit =
          CovariateTrainer.of(Family.PARETO_NBD, List.of("income", "unknown"))
              .train(
                  base.histories(), matrix(new double[][] {income, unknown}, "income", "unknown"));
      assertThat(fit.effect("income", Rate.BUYING).perUnit()).isCloseTo(0.25, within(0.1));
      PurchaseModel own = fit.model().of(new double[] {1e9, Double.NaN});
      assertThat(own.expectedPurchases(new PurchaseHistory(2, 20, 30), 52)).isFinite();
    }

    @Test
    void a_column_that_is_not_there_or_rows_that_are_not_are_named() {
      Base base = base(100, 0, 0, 6);
      CovariateTrainer trainer = CovariateTrainer.of(Family.PARETO_NBD, List.of("age"));
      assertThatThrownBy(() -> trainer.train(base.histories(), base.covariates()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Unknown column: age (there are [income, channel])");
      assertThatThrownBy(() -> trainer.train(base.histories(), matrix(new double[1][3], "age")))
          .hasMessage("Invalid covariates: 3 rows (must be 100, the customers)");
    }

    @Test
    void a_column_that_separates_buyers_from_others_stays_finite() {
      Base base = base(300, 0, 0, 7);
      double[] told = new double[300];
      for (int i = 0; i < 300; i++) {
        told[i] = base.histories().repeats(base.histories().groupOf(i)) > 0 ? 1 : 0;
      }
      CovariateFit fit =
          CovariateTrainer.of(Family.PARETO_NBD, List.of("told"))
              .train(base.histories(), matrix(new double[][] {told}, "told"));
      assertThat(fit.summary()).doesNotContain("NaN");
      for (Effect effect : fit.effects()) {
        assertThat(effect.perUnit()).isFinite();
        assertThat(effect.standardError()).isFinite();
      }
    }
  }
}
