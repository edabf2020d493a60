// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretonbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.quadrature.GaussLegendre;
import io.perennial.value.Certificate;
import io.perennial.value.Certificate.Verdict;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.Reference;
import io.perennial.value.SimulatedBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoNbdFitTest {

  private static final ParetoNbdModel CDNOW =
      new ParetoNbdModel(
          0.5532770468531804, 10.57768346330232, 0.6062399891278282, 11.668735288855041);

  /** Three customers of the CDNOW sample (Fader and Hardie), 39 weeks; computed to 34 digits. */
  @ParameterizedTest
  @CsvSource({
    "2, 213, 272, -9.5541735554650682871, 0.86913426361256988631, 1.4552017016024460142,"
        + " 6.500351834270583199",
    "0, 0, 272, -0.52119300542677811406, 0.29511257157958687138, 0.10707023245072178114,"
        + " 0.47828021444752904519"
  })
  void customers_of_cdnow_have_the_values_of_34_digits(
      int x,
      double recencyDays,
      double ageDays,
      double likelihood,
      double alive,
      double in39,
      double dert) {
    PurchaseHistory history = new PurchaseHistory(x, recencyDays / 7, ageDays / 7);
    assertThat(CDNOW.logLikelihood(history)).isCloseTo(likelihood, within(1e-13));
    assertThat(CDNOW.probabilityAlive(history)).isCloseTo(alive, withPercentage(1e-10));
    assertThat(CDNOW.expectedPurchases(history, 39)).isCloseTo(in39, withPercentage(1e-10));
    assertThat(CDNOW.discountedPurchases(history, Math.log(1.15) / 52, Double.POSITIVE_INFINITY))
        .isCloseTo(dert, withPercentage(1e-10));
  }

  @Test
  void the_sum_over_groups_is_the_sum_over_customers_and_the_gradient_its_slope() {
    GroupedHistories histories = SimulatedBase.paretoNbd(400, 0.6, 10, 0.6, 12, 3).grouped();
    ParetoNbdLikelihood likelihood = new ParetoNbdLikelihood(histories);
    for (double[] at : new double[][] {{0.5, 9, 0.7, 11}, {2, 3, 0.2, 40}, {0.9, 30, 6, 2}}) {
      double[] gradient = new double[4];
      double value = likelihood.at(at, gradient);
      double sum = 0;
      ParetoNbdModel model = new ParetoNbdTrainer().model(at);
      for (int g = 0; g < histories.size(); g++) {
        sum += histories.weight(g) * model.logLikelihood(histories.history(g));
      }
      assertThat(value).isCloseTo(sum, withPercentage(1e-11));
      for (int i = 0; i < 4; i++) {
        double step = 1e-5 * at[i];
        double[] up = at.clone();
        double[] down = at.clone();
        up[i] += step;
        down[i] -= step;
        double slope =
            (likelihood.at(up, new double[4]) - likelihood.at(down, new double[4])) / (2 * step);
        assertThat(gradient[i]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
      }
    }
  }

  @Test
  void the_likelihood_of_having_bought_once_is_the_plain_double_integral() {
    // exp(-lambda min(tau, T)) over Gamma(2, 3) rates and Gamma(2, 5) leaving rates, by brute force
    GaussLegendre rule = GaussLegendre.of(100);
    double age = 7;
    double sum =
        rule.integrate(
            u -> {
              double lambda = u / (1 - u);
              double weight = 9 * lambda * Math.exp(-3 * lambda) / ((1 - u) * (1 - u));
              return weight
                  * rule.integrate(
                      v -> {
                        double mu = v / (1 - v);
                        double all = lambda + mu;
                        double silent = (mu + lambda * Math.exp(-all * age)) / all;
                        return 25 * mu * Math.exp(-5 * mu) / ((1 - v) * (1 - v)) * silent;
                      },
                      0,
                      1);
            },
            0,
            1);
    double model = new ParetoNbdModel(2, 3, 2, 5).logLikelihood(PurchaseHistory.boughtOnce(age));
    assertThat(Math.exp(model)).isCloseTo(sum, withPercentage(1e-6));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void homogeneous_dropout_is_flagged_and_all_answers_stay_finite(long seed) {
    GroupedHistories histories =
        SimulatedBase.paretoNbd(3_000, 0.8, 6, random -> 0.02, seed).grouped();
    Fitted<ParetoNbdModel> fitted = new ParetoNbdTrainer().train(histories);
    Certificate certificate = fitted.certificate();

    assertThat(certificate.warnings())
        .as(certificate.toString())
        .anyMatch(warning -> warning.startsWith("dropout heterogeneity not identified"));
    assertThat(fitted.model().s() / fitted.model().beta()).isCloseTo(0.02, withPercentage(25));
    for (int g = 0; g < histories.size(); g += 50) {
      PurchaseHistory history = histories.history(g);
      assertThat(fitted.model().probabilityAlive(history)).isBetween(0.0, 1.0);
      assertThat(fitted.model().expectedPurchases(history, 52)).isFinite().isPositive();
      assertThat(fitted.model().discountedPurchases(history, 0.003, Double.POSITIVE_INFINITY))
          .isFinite();
    }
  }

  @Test
  void a_window_too_short_to_see_dropout_is_flagged_and_all_answers_stay_finite() {
    GroupedHistories histories = Reference.log("cdnow_sample").asOf(90).histories();
    Fitted<ParetoNbdModel> fitted = new ParetoNbdTrainer().train(histories);

    assertThat(fitted.certificate().warnings())
        .as(fitted.certificate().toString())
        .anyMatch(warning -> warning.startsWith("dropout heterogeneity not identified"));
    assertThat(fitted.certificate().toString()).doesNotContain("NaN");
    for (double alive : fitted.model().probabilityAlive(histories)) {
      assertThat(alive).isBetween(0.0, 1.0);
    }
    for (double purchases : fitted.model().expectedPurchases(histories, 52)) {
      assertThat(purchases).isFinite().isPositive();
    }
  }

  @Test
  void heterogeneous_dropout_is_not_flagged() {
    Fitted<ParetoNbdModel> fitted =
        new ParetoNbdTrainer().train(SimulatedBase.paretoNbd(4_000, 0.6, 10, 0.6, 12, 8).grouped());
    assertThat(fitted.certificate().verdict()).isEqualTo(Verdict.CONVERGED);
    assertThat(fitted.certificate().warnings()).isEmpty();
  }
}
