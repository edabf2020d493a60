// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.print.Amounts;
import io.perennial.app.print.TextTable;
import io.perennial.app.truth.IdentityEvaluation;
import io.perennial.domain.RecordId;
import io.perennial.identity.evaluate.Agreement;
import io.perennial.identity.evaluate.Calibration;
import io.perennial.identity.evaluate.ClusterAgreement;
import io.perennial.identity.evaluate.LabelledPair;
import io.perennial.identity.evaluate.ThresholdCurve;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation for people and for programs. */
final class EvaluationText {

  private static final double[] THRESHOLDS = {
    .01, .05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99
  };

  private final IdentityEvaluation evaluation;
  private final double threshold;
  private final PairTexts pairs;

  /**
   * @param threshold from which pairs count as one, as configured
   * @param pairs tells how those in error agree
   */
  EvaluationText(IdentityEvaluation evaluation, double threshold, PairTexts pairs) {
    this.evaluation = evaluation;
    this.threshold = threshold;
    this.pairs = pairs;
  }

  void write(int errors, Appendable out) throws IOException {
    boolean persons = evaluation.clusters().isPresent();
    out.append(
        "%s of %s labelled%n%n"
            .formatted(
                Amounts.count(evaluation.labelled(), persons ? "record" : "pair"),
                persons
                    ? Amounts.count(evaluation.records())
                    : Amounts.count(evaluation.records(), "record")));
    agreement(out);
    if (evaluation.pairs().size() > 0) {
      calibration(out);
      curve(out);
      out.append('\n');
      errors("Together, and should not be", evaluation.pairs().falsePairs(errors), out);
      errors("Compared, and not put together", evaluation.pairs().missedPairs(errors), out);
      errors(
          "Never compared, or less probable than .01, and should be together",
          evaluation.pairs().neverCompared(errors),
          out);
    }
    for (String remark : evaluation.remarks()) {
      out.append("Note: ").append(remark).append('\n');
    }
  }

  private void agreement(Appendable out) throws IOException {
    TextTable table =
        TextTable.of("what", ">precision", ">recall", ">F1", ">right", ">wrong", ">missed");
    if (evaluation.clusters().isPresent()) {
      ClusterAgreement clusters = evaluation.clusters().get();
      row(table, "pairs of records", clusters.pairs());
      table.row(
          "records (B³)",
          share(clusters.bcubedPrecision()),
          share(clusters.bcubedRecall()),
          share(clusters.bcubedF1()),
          "",
          "",
          "");
      row(table, "customers, exactly", clusters.clusters());
    } else {
      row(table, "pairs, as resolved", evaluation.pairs().ofCustomers());
    }
    row(table, "pairs, by score alone", evaluation.pairs().atThreshold(threshold));
    table.write(out);
  }

  private static void row(TextTable table, String what, Agreement agreement) {
    table.row(
        what,
        share(agreement.precision()),
        share(agreement.recall()),
        share(agreement.f1()),
        Amounts.count(agreement.both()),
        Amounts.count(agreement.onlyFound()),
        Amounts.count(agreement.onlyTrue()));
  }

  private void calibration(Appendable out) throws IOException {
    Calibration calibration = evaluation.pairs().calibration();
    out.append(
        String.format(
            Locale.ROOT,
            "%nAre probabilities what they say: expected error %.4f, Brier score %.4f, %s scored%n",
            calibration.expectedError(),
            calibration.brier(),
            Amounts.count(calibration.count(), "pair")));
    TextTable table = TextTable.of("from", ">pairs", ">said", ">came true");
    for (Calibration.Bin bin : calibration.bins()) {
      table.row(
          String.format(Locale.ROOT, "%.1f to %.1f", bin.from(), bin.to()),
          Amounts.count(bin.count()),
          share(bin.said()),
          share(bin.cameTrue()));
    }
    table.write(out);
  }

  private void curve(Appendable out) throws IOException {
    ThresholdCurve.Point best = evaluation.pairs().curve().best();
    out.append(
        String.format(
            Locale.ROOT,
            "%nBy threshold, scores alone; the best F1, %s, would be at %s%n",
            share(best.agreement().f1()),
            WaterfallText.digits(best.threshold())));
    TextTable table = TextTable.of(">threshold", ">precision", ">recall", ">F1");
    for (double at : THRESHOLDS) {
      Agreement agreement = evaluation.pairs().atThreshold(at);
      table.row(
          String.format(Locale.ROOT, "%.2f", at),
          share(agreement.precision()),
          share(agreement.recall()),
          share(agreement.f1()));
    }
    table.write(out);
  }

  private void errors(String title, List<LabelledPair> wrong, Appendable out) throws IOException {
    if (wrong.isEmpty()) {
      return;
    }
    out.append(title).append('\n');
    for (LabelledPair pair : wrong) {
      RecordId a = new RecordId(pair.recordA());
      RecordId b = new RecordId(pair.recordB());
      out.append("  %s %s%s%n".formatted(a, b, probability(pair, a, b)));
      String words = pairs.words(a, b);
      out.append(words.isEmpty() ? "" : "    " + words + "\n");
      for (Map.Entry<String, List<String>> said : pairs.values(a, b).entrySet()) {
        out.append(
            "    %s: %s – %s%n"
                .formatted(said.getKey(), said.getValue().get(0), said.getValue().get(1)));
      }
    }
    out.append('\n');
  }

  /** That both are one customer; of a pair that was never compared what it would have been. */
  private String probability(LabelledPair pair, RecordId a, RecordId b) {
    return pair.compared()
        ? "  " + WaterfallText.digits(pair.probability())
        : pairs
            .waterfall(a, b)
            .map(weights -> "  would be " + WaterfallText.digits(weights.probability()))
            .orElse("");
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  /** All of it for programs. */
  Map<String, Object> plain(int errors) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("labelled", evaluation.labelled());
    plain.put("records", evaluation.records());
    plain.put("threshold", threshold);
    evaluation
        .clusters()
        .ifPresent(
            clusters -> {
              plain.put("pairs", plain(clusters.pairs()));
              Map<String, Object> bcubed = new LinkedHashMap<>();
              bcubed.put("precision", clusters.bcubedPrecision());
              bcubed.put("recall", clusters.bcubedRecall());
              bcubed.put("f1", clusters.bcubedF1());
              plain.put("b_cubed", bcubed);
              plain.put("customers", plain(clusters.clusters()));
            });
    if (evaluation.clusters().isEmpty()) {
      plain.put("pairs", plain(evaluation.pairs().ofCustomers()));
    }
    plain.put("by_score", plain(evaluation.pairs().atThreshold(threshold)));
    Calibration calibration = evaluation.pairs().calibration();
    Map<String, Object> calibrated = new LinkedHashMap<>();
    calibrated.put("pairs", calibration.count());
    calibrated.put("expected_error", calibration.expectedError());
    calibrated.put("brier", calibration.brier());
    calibrated.put("log_loss", calibration.logLoss());
    calibrated.put("bins", calibration.bins().stream().map(EvaluationText::plain).toList());
    plain.put("calibration", calibrated);
    ThresholdCurve curve = evaluation.pairs().curve();
    plain.put("best", plain(curve.best()));
    plain.put("curve", curve.points().stream().map(EvaluationText::plain).toList());
    plain.put("false_pairs", examples(evaluation.pairs().falsePairs(errors)));
    plain.put("missed_pairs", examples(evaluation.pairs().missedPairs(errors)));
    plain.put("never_compared", examples(evaluation.pairs().neverCompared(errors)));
    plain.put("remarks", evaluation.remarks());
    return plain;
  }

  private List<Map<String, Object>> examples(List<LabelledPair> wrong) {
    List<Map<String, Object>> examples = new ArrayList<>();
    for (LabelledPair pair : wrong) {
      RecordId a = new RecordId(pair.recordA());
      RecordId b = new RecordId(pair.recordB());
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("record_a", a.value());
      plain.put("record_b", b.value());
      if (pair.compared()) {
        plain.put("probability", pair.probability());
      }
      pairs.waterfall(a, b).ifPresent(of -> plain.put("weights", WaterfallText.plain(of)));
      Map<String, List<String>> values = pairs.values(a, b);
      if (!values.isEmpty()) {
        plain.put("values", values);
      }
      examples.add(plain);
    }
    return examples;
  }

  private static Map<String, Object> plain(Agreement agreement) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("precision", agreement.precision());
    plain.put("recall", agreement.recall());
    plain.put("f1", agreement.f1());
    plain.put("right", agreement.both());
    plain.put("wrong", agreement.onlyFound());
    plain.put("missed", agreement.onlyTrue());
    return plain;
  }

  private static Map<String, Object> plain(ThresholdCurve.Point point) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("threshold", point.threshold());
    plain.putAll(plain(point.agreement()));
    return plain;
  }

  private static Map<String, Object> plain(Calibration.Bin bin) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("from", bin.from());
    plain.put("to", bin.to());
    plain.put("pairs", bin.count());
    plain.put("said", bin.said());
    plain.put("came_true", bin.cameTrue());
    return plain;
  }
}
