// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.gammagamma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.Reference;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.history.Observed;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaGammaTest {

  @ParameterizedTest
  @ValueSource(strings = {"cdnow_sample", "cdnow_full", "apparel"})
  void the_fit_is_the_reference_optimum(String dataset) {
    double[] values = Reference.values(dataset, "gg");
    Map<String, String> expected = Reference.parameters(dataset, "gg");
    Observed observed = Reference.splitOf(dataset).observed();
    Fitted<GammaGammaModel> fitted =
        new GammaGammaTrainer().train(SpendHistories.of(observed.repeats(), observed.meanSpend()));

    double[] estimates = fitted.certificate().estimates();
    for (int i = 0; i < 3; i++) {
      assertThat(estimates[i]).isCloseTo(values[i], withPercentage(1e-4));
      assertThat(
              fitted.certificate().standardError(fitted.certificate().names().get(i)).orElseThrow())
          .isCloseTo(Reference.number(expected, "se" + (i + 1)), withPercentage(0.1));
    }
    assertThat(fitted.certificate().verdict()).isEqualTo(Certificate.Verdict.CONVERGED);
    assertThat(fitted.certificate().logLikelihood())
        .isCloseTo(Reference.number(expected, "ll"), withPercentage(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cdnow_sample", "cdnow_full", "apparel"})
  void expected_spend_is_that_of_the_reference(String dataset) {
    GammaGammaModel model = new GammaGammaTrainer().model(Reference.values(dataset, "gg"));
    for (Map<String, String> row : Reference.rows("customers/" + dataset + "_pnbd.csv")) {
      double spend =
          model.expectedSpend(Integer.parseInt(row.get("x")), Reference.number(row, "m_x"));
      assertThat(spend).isCloseTo(Reference.number(row, "exp_spend"), withPercentage(1e-7));
      assertThat(spend * Reference.number(row, "dert"))
          .isCloseTo(Reference.number(row, "residual_value"), withPercentage(1e-7));
    }
  }

  @Test
  void draws_have_the_expected_mean() {
    GammaGammaModel model = new GammaGammaModel(6.25, 3.74, 15.44);
    RandomStream random = RandomSource.seeded(1).stream(0);
    double sum = 0;
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      sum += model.drawTotal(3, 20, 4, random);
    }
    assertThat(sum / draws).isCloseTo(4 * model.expectedSpend(3, 20), withPercentage(1));
  }

  @Test
  void the_currency_unit_does_not_matter() {
    int n = 400;
    int[] purchases = new int[n];
    double[] spend = new double[n];
    double[] cents = new double[n];
    GammaGammaModel truth = new GammaGammaModel(3, 4, 50);
    RandomSource source = RandomSource.seeded(5);
    for (int i = 0; i < n; i++) {
      purchases[i] = 1 + i % 5;
      spend[i] = truth.drawTotal(0, 0, purchases[i], source.stream(i)) / purchases[i];
      cents[i] = spend[i] * 1e6;
    }
    GammaGammaModel inUnits =
        new GammaGammaTrainer().train(SpendHistories.of(purchases, spend)).model();
    GammaGammaModel inMillionths =
        new GammaGammaTrainer().train(SpendHistories.of(purchases, cents)).model();
    assertThat(inMillionths.p()).isCloseTo(inUnits.p(), withPercentage(1e-5));
    assertThat(inMillionths.q()).isCloseTo(inUnits.q(), withPercentage(1e-5));
    assertThat(inMillionths.gamma()).isCloseTo(inUnits.gamma() * 1e6, withPercentage(1e-5));
  }

  @Test
  void zero_and_negative_spend_are_left_out_and_counted() {
    SpendHistories spend =
        SpendHistories.of(new int[] {0, 1, 2, 3, 1}, new double[] {Double.NaN, 0, -5, 12, 1e300});
    assertThat(spend.size()).isEqualTo(2);
    assertThat(spend.leftOut()).isEqualTo(3);
  }

  @Test
  void what_cannot_be_fitted_is_refused() {
    assertThatThrownBy(() -> SpendHistories.of(new int[] {1, 1}, new double[] {2, Double.NaN}))
        .hasMessage("Row 1: Invalid mean spend: NaN (must be finite)");
    assertThatThrownBy(
            () -> new GammaGammaTrainer().train(SpendHistories.of(new int[3], new double[3])))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageStartingWith("Cannot fit gamma-gamma: only 0 customers");
    int[] ones = new int[20];
    double[] same = new double[20];
    Arrays.fill(ones, 1);
    Arrays.fill(same, 9.99);
    assertThatThrownBy(() -> new GammaGammaTrainer().train(SpendHistories.of(ones, same)))
        .hasMessage(
            "Cannot fit gamma-gamma: all customers have the same mean spend, 9.99; use that value");
  }

  @Test
  void customers_who_all_spend_alike_are_flagged_and_valued_at_the_mean() {
    int n = 3_000;
    int[] purchases = new int[n];
    double[] spend = new double[n];
    for (int i = 0; i < n; i++) {
      RandomStream random = RandomSource.seeded(13).stream(i);
      purchases[i] = 1 + i % 4;
      spend[i] = Gamma.standard(random, 3.0 * purchases[i]) * 10 / purchases[i];
    }
    Fitted<GammaGammaModel> fitted =
        new GammaGammaTrainer().train(SpendHistories.of(purchases, spend));

    assertThat(fitted.certificate().warnings())
        .as(fitted.certificate().toString())
        .anyMatch(warning -> warning.startsWith("spend heterogeneity not identified"));
    assertThat(fitted.model().expectedSpend(3, 45)).isCloseTo(30, withPercentage(5));
    assertThat(fitted.certificate().toString()).doesNotContain("NaN");
  }
}
