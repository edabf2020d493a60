// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.value.Certificate.Verdict;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every purchase model with reference values must agree with. */
public abstract class ReferenceContract {

  private static final double DELTA = Math.log(1.15) / 52;

  /** The model's name in the reference files. */
  protected abstract String name();

  protected abstract PurchaseTrainer<?> trainer();

  @ParameterizedTest
  @ValueSource(strings = {"cdnow_sample", "cdnow_full", "apparel", "lifetimes_example"})
  void the_fit_is_the_reference_optimum(String dataset) {
    Map<String, String> expected = Reference.parameters(dataset, name());
    double[] values = Reference.values(dataset, name());
    Fitted<?> fitted = trainer().train(Reference.histories(dataset));

    Certificate certificate = fitted.certificate();
    assertThat(certificate.verdict()).isEqualTo(Verdict.CONVERGED);
    if (!dataset.equals("apparel")) { // 600 customers: BG/NBD cannot tell its mix of p from one p
      assertThat(certificate.warnings()).isEmpty();
    }
    assertThat(certificate.eigenvalues()[0]).isPositive();
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < values.length; i++) {
      String parameter = certificate.names().get(i);
      softly.assertThat(parameter).isEqualTo(expected.get("name" + (i + 1)));
      softly
          .assertThat(relative(certificate.estimates()[i], values[i]))
          .as("%s %s on %s: %s", name(), parameter, dataset, certificate)
          .isLessThan(1e-6);
      softly
          .assertThat(
              relative(
                  certificate.standardError(parameter).orElseThrow(),
                  Reference.number(expected, "se" + (i + 1))))
          .as("standard error of %s", parameter)
          .isLessThan(1e-3);
    }
    softly
        .assertThat(relative(certificate.logLikelihood(), Reference.number(expected, "ll")))
        .isLessThan(1e-12);
    softly.assertAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cdnow_sample", "cdnow_full", "apparel", "lifetimes_example"})
  void every_customer_has_the_reference_values(String dataset) {
    PurchaseModel model = Families.model(trainer(), Reference.values(dataset, name()));
    SoftAssertions softly = new SoftAssertions();
    for (Map<String, String> row : Reference.rows("customers/" + dataset + "_" + name() + ".csv")) {
      PurchaseHistory history = Reference.history(row);
      near(softly, row, "ll", model.logLikelihood(history));
      near(softly, row, "p_alive", model.probabilityAlive(history));
      for (int weeks : new int[] {1, 10, 39, 52}) {
        near(softly, row, "cet_" + weeks, model.expectedPurchases(history, weeks));
      }
      near(
          softly, row, "dert", model.discountedPurchases(history, DELTA, Double.POSITIVE_INFINITY));
    }
    softly.assertAll();
  }

  @Test
  void columns_have_the_values_of_their_histories() {
    PurchaseModel model = Families.model(trainer(), Reference.values("cdnow_sample", name()));
    GroupedHistories histories = Reference.histories("cdnow_sample").thinned(60);
    double[] alive = model.probabilityAlive(histories);
    double[] purchases = model.expectedPurchases(histories, 39);
    double[] discounted = model.discountedPurchases(histories, DELTA, 200);
    for (int g = 0; g < histories.size(); g++) {
      PurchaseHistory history = histories.history(g);
      assertThat(alive[g]).isEqualTo(model.probabilityAlive(history));
      assertThat(relative(purchases[g], model.expectedPurchases(history, 39))).isLessThan(1e-13);
      assertThat(relative(discounted[g], model.discountedPurchases(history, DELTA, 200)))
          .isLessThan(1e-13);
    }
  }

  @Test
  void every_stress_tuple_agrees() {
    SoftAssertions softly = new SoftAssertions();
    List<Map<String, String>> rows = Reference.rows("stress/stress_tuples.csv");
    int seen = 0;
    for (Map<String, String> row : rows) {
      if (!row.get("model").equals(name())) {
        continue;
      }
      seen++;
      PurchaseModel model =
          Families.model(
              trainer(),
              new double[] {
                Reference.number(row, "p1"),
                Reference.number(row, "p2"),
                Reference.number(row, "p3"),
                Reference.number(row, "p4")
              });
      PurchaseHistory history =
          new PurchaseHistory(
              Integer.parseInt(row.get("x")),
              Reference.number(row, "t_x"),
              Reference.number(row, "T"));
      String label = row.get("id") + " " + row.get("label");
      double likelihood = Reference.number(row, "ll");
      softly
          .assertThat(Math.abs(model.logLikelihood(history) - likelihood))
          .as("log-likelihood of %s", label)
          .isLessThanOrEqualTo(1e-9 * Math.abs(likelihood) + 1e-13);
      softly
          .assertThat(
              Math.abs(model.logProbabilityAlive(history) - Reference.number(row, "ln_p_alive")))
          .as("log P(alive) of %s", label)
          .isLessThanOrEqualTo(1e-9);
      double weeks = Reference.number(row, "t");
      softly
          .assertThat(
              Math.abs(
                  model.logExpectedPurchases(history, weeks) - Reference.number(row, "ln_cet")))
          .as("log E[purchases] of %s", label)
          .isLessThanOrEqualTo(1e-9);
      if (!row.get("dert").isEmpty() && Reference.number(row, "dert") > 1e-290) {
        softly
            .assertThat(
                relative(
                    model.discountedPurchases(history, DELTA, Double.POSITIVE_INFINITY),
                    Reference.number(row, "dert")))
            .as("DERT of %s", label)
            .isLessThanOrEqualTo(1e-9);
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(50);
    softly.assertAll();
  }

  private static void near(
      SoftAssertions softly, Map<String, String> row, String column, double actual) {
    double expected = Reference.number(row, column);
    softly
        .assertThat(relative(actual, expected))
        .as("%s of customer %s: %s, not %s", column, row.get("id"), actual, expected)
        .isLessThan(1e-9);
  }

  private static double relative(double actual, double expected) {
    return actual == expected
        ? 0
        : Math.abs(actual - expected) / Math.max(1e-300, Math.abs(expected));
  }
}
