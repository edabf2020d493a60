// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import io.perennial.value.evaluate.Calibration;
import io.perennial.value.tabular.ColumnReport;
import io.perennial.value.tabular.ColumnRole;
import io.perennial.value.tabular.learn.ModelScore;
import java.util.Locale;

/** A study as a page of Markdown. */
final class ModelCardText {

  private static final int COLUMNS = 12;

  private ModelCardText() {}

  static String of(ChurnStudy study) {
    StringBuilder text = new StringBuilder();
    line(text, "# Who leaves: %s", study.label().name());
    line(text, "");
    line(text, "%s.", study.model().classifier().summary());
    line(text, "");
    line(
        text,
        "Learned from %,d customers, of whom %.1f %% left (%s is %s).",
        study.learned(),
        100 * study.shareLeft(),
        study.label().name(),
        study.label().leftWord());
    study.warnings().forEach(warning -> line(text, "- %s", warning));
    line(text, "");
    line(text, "## How good");
    line(text, "");
    line(text, "Chosen: %s", study.comparison().reason());
    line(text, "");
    line(text, "| model | AUC | Brier | log-loss | ECE | lift of the top tenth | calibration |");
    line(text, "|---|---:|---:|---:|---:|---:|---|");
    for (ModelScore score : study.comparison().scores()) {
      line(
          text,
          "| %s | %.4f ± %.4f | %.4f ± %.4f | %.4f ± %.4f | %.4f | %.2f ± %.2f | %s |",
          score.name(),
          score.mean().auc(),
          score.error().auc(),
          score.mean().brier(),
          score.error().brier(),
          score.mean().logLoss(),
          score.error().logLoss(),
          score.mean().calibrationError(),
          score.mean().lift(),
          score.error().lift(),
          score.calibration());
    }
    line(text, "");
    line(text, "All figures are of customers that the model, its weights and its calibration did");
    line(text, "not see; ± is one standard error.");
    line(text, "");
    line(text, "## Does it come true");
    line(text, "");
    line(text, "| tenth | customers | forecast | left |");
    line(text, "|---|---:|---:|---:|");
    for (Calibration.Group group : study.calibration().groups()) {
      line(
          text,
          "| %s | %,d | %.1f %% | %.1f %% |",
          group.label(),
          group.customers(),
          100 * group.meanPredicted(),
          100 * group.meanActual());
    }
    line(text, "");
    line(text, "## What moves it");
    line(text, "");
    study.importance().stream()
        .limit(COLUMNS)
        .forEach(
            weight ->
                line(
                    text,
                    "- %s: %.0f %% (%.2f in log-odds)",
                    weight.column(),
                    100 * weight.share(),
                    weight.meanLogOdds()));
    line(text, "");
    line(text, "## Columns");
    line(text, "");
    for (ColumnReport report : study.columns()) {
      boolean out = !report.role().isUsed() && report.role() != ColumnRole.LABEL;
      line(
          text,
          "- %s: %s%s (%s)",
          report.name(),
          out ? "left out, " : "",
          report.role().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          report.reason());
    }
    line(text, "");
    line(text, "## Limits");
    line(text, "");
    line(text, "It tells who leaves, not what would keep them: what goes with leaving need not");
    line(
        text,
        "cause it. It holds for customers like these, over the time in which %s was",
        study.label().name());
    line(
        text, "observed; a column that is only known after a customer left would make it useless,");
    line(text, "and only the most obvious such columns are found.");
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
