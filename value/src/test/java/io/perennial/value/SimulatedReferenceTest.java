// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A base of 100,000 customers, simulated in Python and fitted there by other code. */
class SimulatedReferenceTest {

  @ParameterizedTest
  @CsvSource({
    "pnbd, 0.5610499252546683, 10.967238316230098, 0.617877536947743, 12.350783457452453,"
        + " -530564.2323830519",
    "bgnbd, 0.21763425087861135, 4.17830587352893, 0.6620739201282744, 2.365427708980289,"
        + " -532343.3071999268",
    "mbgnbd, 1.1963262410522766, 11.392206367123649, 0.5829442542976395, 0.5582454632040164,"
        + " -530564.6178834324"
  })
  void the_fit_of_100_000_customers_is_the_reference_optimum(
      String model, double r, double alpha, double third, double fourth, double likelihood) {
    List<Map<String, String>> rows = Reference.rows("sim/sim100k.csv.gz");
    PurchaseTrainer<?> trainer =
        switch (model) {
          case "pnbd" -> new ParetoNbdTrainer();
          case "bgnbd" -> BetaGeometricTrainer.bgNbd();
          default -> BetaGeometricTrainer.mbgNbd();
        };
    Certificate certificate =
        trainer
            .train(GroupedHistories.of(rows.stream().map(Reference::history).toList()))
            .certificate();
    double[] expected = {r, alpha, third, fourth};
    for (int i = 0; i < 4; i++) {
      assertThat(certificate.estimates()[i]).isCloseTo(expected[i], withPercentage(1e-4));
    }
    assertThat(certificate.logLikelihood()).isCloseTo(likelihood, withPercentage(1e-10));
  }
}
