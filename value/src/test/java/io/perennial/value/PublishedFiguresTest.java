// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.evaluate.Ranking;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Split;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The figures of the CDNOW sample that papers print: Fader, Hardie and Lee, "Counting your
 * customers the easy way", Marketing Science 24 (2005); the same, "RFM and CLV", Journal of
 * Marketing Research 42 (2005); Fader and Hardie, notes 004, 009 and 025.
 */
class PublishedFiguresTest {

  private static final Split CDNOW = Reference.splitOf("cdnow_sample");

  private static PurchaseTrainer<?> trainer(String model) {
    return switch (model) {
      case "Pareto/NBD" -> new ParetoNbdTrainer();
      case "BG/NBD" -> BetaGeometricTrainer.bgNbd();
      default -> BetaGeometricTrainer.mbgNbd();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "Pareto/NBD, 0.55328, 10.5777, 0.60624, 11.6687, -9594.976",
    "BG/NBD, 0.24259, 4.4136, 0.7929, 2.4259, -9582.429",
    "MBG/NBD, 0.52484, 6.1831, 0.8914, 1.6140, -9582.136"
  })
  void purchase_models_have_their_parameters_and_likelihood(
      String model, double r, double alpha, double third, double fourth, double likelihood) {
    Certificate certificate = trainer(model).train(CDNOW.histories()).certificate();

    assertThat(certificate.verdict()).isEqualTo(Certificate.Verdict.CONVERGED);
    assertThat(certificate.warnings()).isEmpty();
    assertThat(certificate.gradientNorm()).isLessThan(1e-6);
    assertThat(certificate.lastStep()).isLessThan(1e-8);
    assertThat(certificate.estimates()[0]).isCloseTo(r, within(5.1e-6));
    assertThat(certificate.estimates()[1]).isCloseTo(alpha, within(5.1e-5));
    assertThat(certificate.estimates()[2]).isCloseTo(third, within(5.1e-5));
    assertThat(certificate.estimates()[3]).isCloseTo(fourth, within(5.1e-5));
    assertThat(certificate.logLikelihood()).isCloseTo(likelihood, within(5.1e-4));
  }

  @Test
  void gamma_gamma_has_its_parameters() {
    GammaGammaModel model =
        new GammaGammaTrainer()
            .train(SpendHistories.of(CDNOW.observed().repeats(), CDNOW.observed().meanSpend()))
            .model();

    assertThat(model.p()).isCloseTo(6.2496, within(5.1e-5));
    assertThat(model.q()).isCloseTo(3.7442, within(5.1e-5));
    assertThat(model.gamma()).isCloseTo(15.4435, within(5.1e-5));
  }

  @ParameterizedTest
  @CsvSource({"Pareto/NBD, 0.630", "BG/NBD, 0.626"})
  void forecasts_correlate_with_the_holdout_as_printed(String model, double correlation) {
    PurchaseModel fitted = trainer(model).train(CDNOW.histories()).model();
    double[] predicted = CDNOW.histories().spread(fitted.expectedPurchases(CDNOW.histories(), 39));

    assertThat(Ranking.pearson(predicted, CDNOW.purchases()).orElseThrow())
        .isCloseTo(correlation, within(5.1e-4));
  }
}
