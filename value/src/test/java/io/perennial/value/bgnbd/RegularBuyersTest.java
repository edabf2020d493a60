// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.distribution.Beta;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.Reference;
import io.perennial.value.evaluate.Accuracy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegularBuyersTest {

  /** What BTYDplus 1.2.0 found; it stops a little below the optimum. */
  @ParameterizedTest
  @CsvSource({
    "lifetimes_example, AFTER_REPEAT, 2, -16150.153374984, 0.193945916928461",
    "lifetimes_example, AFTER_ANY, 2, -15866.8936946735, 1.07479196272432",
    "cdnow_sample, AFTER_REPEAT, 1, -9582.4292067873, 0.242598152304946",
    "apparel, AFTER_ANY, 1, -5848.04527837056, 1.89150511415816"
  })
  void the_regularity_and_the_likelihood_are_those_of_btydplus(
      String dataset, Dropout dropout, int k, double likelihood, double r) {
    Fitted<BetaGeometricModel> fitted =
        BetaGeometricTrainer.choosingRegularity(dropout, 4).train(Reference.histories(dataset));

    Certificate certificate = fitted.certificate();
    assertThat(fitted.model().regularity()).isEqualTo(k);
    assertThat(certificate.verdict()).isEqualTo(Certificate.Verdict.CONVERGED);
    assertThat(certificate.logLikelihood()).isBetween(likelihood - 1e-7, likelihood + 1e-3);
    assertThat(fitted.model().r()).isCloseTo(r, withPercentage(0.1));
  }

  @ParameterizedTest
  @CsvSource({"AFTER_REPEAT, bgcnbd_k", "AFTER_ANY, mbgcnbd_k"})
  void the_holdout_error_is_about_that_of_btydplus(Dropout dropout, String name) {
    GroupedHistories histories = Reference.histories("lifetimes_example");
    BetaGeometricModel model = new BetaGeometricTrainer(dropout, 2).train(histories).model();
    double[] predicted = histories.spread(model.expectedPurchases(histories, 121 / 7.0));
    double mae = Accuracy.of(predicted, Reference.splitOf("lifetimes_example").purchases()).mae();
    double expected = Reference.number(Reference.measures("lifetimes_example", name), "mae");
    // theirs is scaled from a Poisson buyer's expectation, ours is exact
    assertThat(mae).isCloseTo(expected, withPercentage(3));
  }

  @Test
  void for_a_poisson_buyer_the_sum_over_purchases_is_the_integral_over_p() {
    for (PurchaseHistory history :
        List.of(
            PurchaseHistory.boughtOnce(12),
            new PurchaseHistory(2, 20, 30),
            new PurchaseHistory(30, 30, 30))) {
      for (Dropout dropout : Dropout.values()) {
        BetaGeometricModel model = new BetaGeometricModel(dropout, 1, 0.24, 4.4, 0.8, 2.4);
        double alive = model.probabilityAlive(history);
        Phases phases = Phases.of(model, history);
        double byCounts = phases.expectedPurchases(40, model.leaving(history.repeats()));
        assertThat(alive * byCounts)
            .isCloseTo(model.expectedPurchases(history, 40), withPercentage(1e-8));
        double forEver =
            phases.discountedPurchases(
                0.0027, Double.POSITIVE_INFINITY, model.leaving(history.repeats()));
        assertThat(alive * forEver)
            .isCloseTo(
                model.discountedPurchases(history, 0.0027, Double.POSITIVE_INFINITY),
                withPercentage(1e-8));
      }
    }
  }

  @Test
  void the_likelihood_integrates_to_one_over_a_regular_buyers_first_interval() {
    // over t_x in (0, T), x = 1, with the interval's own density put back, plus x = 0 and x >= 2
    BetaGeometricModel model = new BetaGeometricModel(Dropout.AFTER_ANY, 3, 1.4, 6, 0.7, 1.6);
    double age = 30;
    double none = Math.exp(model.logLikelihood(PurchaseHistory.boughtOnce(age)));
    double one = 0;
    int cells = 4000;
    for (int i = 0; i < cells; i++) {
      double at = (i + 0.5) * age / cells;
      double density =
          model.logLikelihood(new PurchaseHistory(1, at, age))
              + 2 * Math.log(at)
              - GammaFunctions.logGamma(3);
      one += Math.exp(density) * age / cells;
    }
    assertThat(none + one).isLessThan(1);
    double expectedAtMost = model.expectedRepeats(age);
    assertThat(1 - none).isLessThanOrEqualTo(expectedAtMost + 1e-9);
    assertThat(one + 2 * (1 - none - one)).isLessThanOrEqualTo(expectedAtMost + 1e-6);
  }

  /** Everything again by Bayes' rule from simulated lives: no formula of the model is used. */
  @ParameterizedTest
  @CsvSource({"AFTER_REPEAT, 2", "AFTER_ANY, 3"})
  void alive_and_purchases_given_the_history_are_those_of_simulated_customers(
      Dropout dropout, int k) {
    BetaGeometricModel model = new BetaGeometricModel(dropout, k, 2, 6, 1.2, 2.4);
    double age = 20;
    RandomSource source = RandomSource.seeded(40 + k);
    // lives that bought exactly twice by the age, the last time between 9 and 11
    int matching = 0;
    double alive = 0;
    double later = 0;
    double squares = 0;
    double expectedAlive = 0;
    double expected = 0;
    for (int i = 0; i < 400_000; i++) {
      RandomStream random = source.stream(i);
      double rate = Gamma.standard(random, 2) / 6;
      double leave = new Beta(1.2, 2.4).sample(random);
      boolean here = dropout == Dropout.AFTER_REPEAT || !random.chance(leave);
      double now = 0;
      double last = 0;
      int before = 0;
      int after = 0;
      boolean hereAtAge = here;
      while (here) {
        now += Gamma.standard(random, k) / rate;
        if (now > age + 15) {
          break;
        }
        here = !random.chance(leave);
        if (now <= age) {
          before++;
          last = now;
          hereAtAge = here;
        } else {
          after++;
        }
      }
      if (before == 2 && last > 9 && last < 11) {
        matching++;
        alive += hereAtAge ? 1 : 0;
        later += after;
        squares += (double) after * after;
        PurchaseHistory history = new PurchaseHistory(2, last, age);
        expectedAlive += model.probabilityAlive(history);
        expected += model.expectedPurchases(history, 15);
      }
    }
    assertThat(matching).isGreaterThan(3_000);
    assertThat(alive / matching)
        .isCloseTo(expectedAlive / matching, within(4 * 0.5 / Math.sqrt(matching)));
    double error = Math.sqrt((squares / matching - Math.pow(later / matching, 2)) / matching);
    assertThat(later / matching).isCloseTo(expected / matching, within(4 * error));
  }
}
