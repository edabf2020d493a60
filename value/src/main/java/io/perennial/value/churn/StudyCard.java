// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import io.perennial.value.evaluate.Calibration;
import io.perennial.value.explain.card.CardPage;
import io.perennial.value.tabular.ColumnReport;
import io.perennial.value.tabular.ColumnRole;
import io.perennial.value.tabular.learn.ModelScore;
import java.util.Locale;

/** The model card of a study of a table. */
final class StudyCard {

  private static final int COLUMNS = 12;

  private StudyCard() {}

  static String of(ChurnStudy study) {
    CardPage page = new CardPage("Who leaves: " + study.label().name());
    page.paragraph(study.model().classifier().summary() + ".");
    page.paragraph(
        words(
            "Learned from %,d customers, of whom %.1f %% left (%s is %s).",
            study.learned(),
            100 * study.shareLeft(),
            study.label().name(),
            study.label().leftWord()));
    page.list(study.warnings());
    page.heading("How good");
    page.paragraph("Chosen: " + study.comparison().reason());
    page.table(
        "model | AUC | Brier | log-loss | ECE | lift of the top tenth | calibration",
        "---|---:|---:|---:|---:|---:|---");
    for (ModelScore score : study.comparison().scores()) {
      page.row(
          score.name(),
          words("%.4f ± %.4f", score.mean().auc(), score.error().auc()),
          words("%.4f ± %.4f", score.mean().brier(), score.error().brier()),
          words("%.4f ± %.4f", score.mean().logLoss(), score.error().logLoss()),
          words("%.4f", score.mean().calibrationError()),
          words("%.2f ± %.2f", score.mean().lift(), score.error().lift()),
          score.calibration());
    }
    page.end();
    page.paragraph(
        "All figures are of customers that the model, its weights and its calibration did\n"
            + "not see; ± is one standard error.");
    page.heading("Does it come true");
    page.table("tenth | customers | forecast | left", "---|---:|---:|---:");
    for (Calibration.Group group : study.calibration().groups()) {
      page.row(
          group.label(),
          words("%,d", group.customers()),
          words("%.1f %%", 100 * group.meanPredicted()),
          words("%.1f %%", 100 * group.meanActual()));
    }
    page.end();
    page.heading("What moves it");
    page.list(
        study.importance().stream()
            .limit(COLUMNS)
            .map(
                weight ->
                    words(
                        "%s: %.0f %% (%.2f in log-odds)",
                        weight.column(), 100 * weight.share(), weight.meanLogOdds()))
            .toList());
    page.heading("Columns");
    page.list(study.columns().stream().map(StudyCard::column).toList());
    page.heading("Limits");
    page.paragraph(
        words(
            "It tells who leaves, not what would keep them: what goes with leaving need not\n"
                + "cause it. It holds for customers like these, over the time in which %s was\n"
                + "observed; a column that is only known after a customer left would make it"
                + " useless,\n"
                + "and only the most obvious such columns are found.",
            study.label().name()));
    return page.toString();
  }

  private static String column(ColumnReport report) {
    boolean out = !report.role().isUsed() && report.role() != ColumnRole.LABEL;
    return words(
        "%s: %s%s (%s)",
        report.name(),
        out ? "left out, " : "",
        report.role().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        report.reason());
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
