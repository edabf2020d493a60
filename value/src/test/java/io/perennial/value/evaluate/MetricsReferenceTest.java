// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseModel;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.Reference;
import io.perennial.value.baseline.Baselines;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.nbd.NbdTrainer;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way, from histories to hold-out measures, against the reference's own. */
class MetricsReferenceTest {

  @ParameterizedTest
  @CsvSource({
    "cdnow_sample, pnbd",
    "cdnow_sample, bgnbd",
    "cdnow_sample, mbgnbd",
    "cdnow_sample, nbd",
    "apparel, pnbd",
    "apparel, mbgnbd",
    "lifetimes_example, pnbd",
    "lifetimes_example, bgnbd"
  })
  void a_model_has_the_holdout_measures_of_the_reference(String dataset, String name) {
    PurchaseTrainer<?> trainer =
        switch (name) {
          case "pnbd" -> new ParetoNbdTrainer();
          case "bgnbd" -> BetaGeometricTrainer.bgNbd();
          case "mbgnbd" -> BetaGeometricTrainer.mbgNbd();
          default -> new NbdTrainer();
        };
    GroupedHistories histories = Reference.histories(dataset);
    Map<String, String> expected = Reference.measures(dataset, name);
    double horizon = Reference.number(expected, "horizon_weeks");
    PurchaseModel model = trainer.train(histories).model();
    double[] predicted = histories.spread(model.expectedPurchases(histories, horizon));
    check(predicted, actual(dataset), expected);
  }

  @Test
  void plain_pareto_nbd_forecasts_cdnow_as_well_as_published() {
    GroupedHistories histories = Reference.histories("cdnow_sample");
    PurchaseModel model = new ParetoNbdTrainer().train(histories).model();
    Accuracy accuracy =
        Accuracy.of(
            histories.spread(model.expectedPurchases(histories, 39)), actual("cdnow_sample"));
    assertThat(accuracy.mae()).isLessThanOrEqualTo(0.75453);
    assertThat(accuracy.rmse()).isLessThanOrEqualTo(1.603);
    assertThat(accuracy.actualTotal()).isEqualTo(1882);
  }

  @ParameterizedTest
  @CsvSource({"cdnow_sample, 39", "apparel, 104"})
  void the_baselines_have_the_measures_of_the_reference(String dataset, double horizon) {
    GroupedHistories histories = Reference.histories(dataset);
    double[] actual = actual(dataset);
    check(Baselines.zero(actual.length), actual, Reference.measures(dataset, "h_zero"));
    check(Baselines.mean(histories, horizon), actual, Reference.measures(dataset, "h_mean"));
    check(Baselines.sameRate(histories, horizon), actual, Reference.measures(dataset, "h_rate"));
    check(
        Baselines.lastPeriod(Reference.splitOf(dataset).lastPeriod()),
        actual,
        Reference.measures(dataset, "h_last_period"));
  }

  private static void check(double[] predicted, double[] actual, Map<String, String> expected) {
    Accuracy accuracy = Accuracy.of(predicted, actual);
    SoftAssertions softly = new SoftAssertions();
    near(softly, expected, "mae", accuracy.mae());
    near(softly, expected, "rmse", accuracy.rmse());
    near(softly, expected, "bias_pct", 100 * accuracy.bias().orElseThrow());
    near(softly, expected, "pred_sum", accuracy.predictedTotal());
    near(softly, expected, "pearson", Ranking.pearson(predicted, actual).orElse(Double.NaN));
    near(softly, expected, "spearman", Ranking.spearman(predicted, actual).orElse(Double.NaN));
    near(
        softly,
        expected,
        "norm_gini",
        Ranking.normalisedGini(predicted, actual).orElse(Double.NaN));
    near(
        softly,
        expected,
        "top_decile_capture",
        Ranking.topDecileCapture(predicted, actual).orElse(Double.NaN));
    near(softly, expected, "auc_active", Ranking.aucActive(predicted, actual).orElse(Double.NaN));
    double share = Calibration.ofDeciles(predicted, actual).meanAbsoluteShare().orElse(Double.NaN);
    near(softly, expected, "decile_mape", share);
    softly.assertAll();
  }

  private static void near(
      SoftAssertions softly, Map<String, String> row, String column, double actual) {
    String text = row.get(column);
    if (text.isEmpty() || text.equals("nan")) {
      return;
    }
    double expected = Double.parseDouble(text);
    // forecasts that differ in the last digit may change places at the border of a decile
    double tolerance =
        column.equals("decile_mape") || column.equals("top_decile_capture") ? 2e-3 : 2e-5;
    softly
        .assertThat(Math.abs(actual - expected))
        .as(
            "%s of %s on %s: %s, not %s",
            column, row.get("model"), row.get("dataset"), actual, expected)
        .isLessThanOrEqualTo(tolerance * (1 + Math.abs(expected)));
  }

  private static double[] actual(String dataset) {
    return Reference.splitOf(dataset).purchases();
  }
}
