// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.Sample;
import io.perennial.math.special.Logarithms;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.evaluate.Calibration;
import io.perennial.value.tabular.ColumnReport;
import io.perennial.value.tabular.ColumnRole;
import io.perennial.value.tabular.FeatureColumns;
import io.perennial.value.tabular.Folds;
import io.perennial.value.tabular.Label;
import io.perennial.value.tabular.TableEncoding;
import io.perennial.value.tabular.TextTable;
import io.perennial.value.tabular.learn.CalibratedModel;
import io.perennial.value.tabular.learn.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * All that a table of customers who left or stayed tells of who leaves: what the columns are, which
 * model is best and how good it is, what moves it, and each customer's probability. Immutable.
 */
public final class ChurnStudy {

  private static final int FEW = 100;
  private static final double MANY_CELLS = 1e6;
  private static final double MOST_CELLS = 4e6;
  private static final double FEWEST_ROWS = 5_000;
  private static final double FEW_LEFT = 0.02;

  private final Label label;
  private final List<String> warnings;
  private final Comparison comparison;
  private final ChurnModel model;
  private final Calibration calibration;
  private final List<ColumnWeight> importance;
  private final double[] probabilities;
  private final int learned;
  private final double shareLeft;

  private ChurnStudy(
      Label label,
      List<String> warnings,
      Comparison comparison,
      ChurnModel model,
      Calibration calibration,
      List<ColumnWeight> importance,
      double[] probabilities,
      int learned,
      double shareLeft) {
    this.label = label;
    this.warnings = List.copyOf(warnings);
    this.comparison = comparison;
    this.model = model;
    this.calibration = calibration;
    this.importance = List.copyOf(importance);
    this.probabilities = probabilities;
    this.learned = learned;
    this.shareLeft = shareLeft;
  }

  /**
   * Studies a table.
   *
   * @param labelColumn the header of the column that says who left; see {@link Label#likely}
   * @throws TooLittleDataException if all left or none has, or fewer than two of either, or no
   *     column tells customers apart
   * @throws IllegalArgumentException if there is no such column, or it has not two values
   */
  public static ChurnStudy of(TextTable table, String labelColumn, ChurnConfig config) {
    Label label = Label.of(table, labelColumn);
    List<String> warnings = new ArrayList<>(label.notes());
    int[] known = label.knownRows();
    int[] rows = known;
    if (known.length > config.mostRows()) {
      int[] places =
          Sample.of(
              known.length,
              config.mostRows(),
              RandomSource.seeded(config.seed()).derive("rows").stream(0));
      rows = Arrays.stream(places).map(place -> known[place]).toArray();
      warnings.add(
          String.format(
              Locale.ROOT, "learned from a sample of %,d of %,d rows", rows.length, known.length));
    }
    double[] all = label.values();
    double[] outcome = Arrays.stream(rows).mapToDouble(i -> all[i]).toArray();
    double left = Arrays.stream(outcome).sum();
    double rarer = Math.min(left, outcome.length - left);
    if (rarer < 2) {
      throw new TooLittleDataException(
          String.format(
              Locale.ROOT,
              "Cannot study %s: %.0f of %d customers left (must be two or more who left, and who"
                  + " stayed)",
              labelColumn,
              left,
              outcome.length));
    }
    TextTable sample = rows.length == table.rows() ? table : table.only(rows);
    TableEncoding encoding =
        TableEncoding.learn(sample, Label.of(sample, labelColumn), config.encoding());
    int most = (int) Math.max(FEWEST_ROWS, MOST_CELLS / encoding.features().size());
    if (outcome.length > most) {
      return of(table, labelColumn, config.withMostRows(most));
    }
    FeatureMatrix features = encoding.encode(sample);
    int[] equal = Folds.ofEqualRows(FeatureColumns.of(features), outcome);
    int[] groups = Folds.keptTogether(equal);
    warn(warnings, encoding, equal, groups, outcome.length, left);
    int folds =
        (int) Math.max(2, Math.min(config.folds(), Math.min(rarer, fewest(groups, outcome))));
    boolean many = (double) outcome.length * features.names().size() > MANY_CELLS;
    Comparison comparison =
        Comparison.of(
            config.models(),
            features,
            outcome,
            groups,
            folds,
            many ? 1 : config.repeats(),
            config.seed());
    CalibratedModel trained = comparison.train(features, outcome, config.seed());
    ChurnModel model = new ChurnModel(encoding, trained, features);
    double[] outOfFold = comparison.outOfFold(outcome, config.seed());
    Arrays.setAll(outOfFold, i -> Logarithms.logistic(outOfFold[i]));
    double[] probabilities =
        rows.length == table.rows() ? new double[rows.length] : model.probabilities(table);
    for (int i = 0; i < rows.length; i++) {
      probabilities[rows[i]] = outOfFold[i];
    }
    return new ChurnStudy(
        label,
        warnings,
        comparison,
        model,
        Calibration.ofDeciles(outOfFold, outcome),
        model.weights(features),
        probabilities,
        outcome.length,
        left / outcome.length);
  }

  /** How many groups of equal rows the class with fewer has. */
  private static int fewest(int[] groups, double[] outcome) {
    int[] count = new int[2];
    for (int i = 0; i < groups.length; i++) {
      count[(int) outcome[i]] += groups[i] == i ? 1 : 0;
    }
    return Math.min(count[0], count[1]);
  }

  private static void warn(
      List<String> warnings,
      TableEncoding encoding,
      int[] equal,
      int[] groups,
      int n,
      double left) {
    int duplicates = Folds.duplicates(equal);
    if (duplicates > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d exact duplicate rows%s",
              duplicates,
              groups == equal
                  ? ": they stay in one fold, so that none is tested on what it was trained on"
                  : ": more than half of all, so that they are taken for different customers"));
    }
    double rarer = Math.min(left, n - left);
    if (rarer < FEW) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "only %.0f customers %s: differences between models are mostly chance",
              rarer,
              left <= n - left ? "left" : "stayed"));
    }
    if (rarer < FEW_LEFT * n) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%.2f %% of customers left: read lift and log-loss rather than the Brier score",
              100 * left / n));
    }
    for (ColumnReport report : encoding.columns()) {
      if (report.role() == ColumnRole.TELLS_LABEL) {
        warnings.add("column " + report.name() + " is left out: " + report.reason());
      } else if (report.isDoubtful()) {
        warnings.add("column " + report.name() + ": " + report.reason());
      }
    }
  }

  /** What was foretold. */
  public Label label() {
    return label;
  }

  /** What was assumed, left out or noticed, in sentences. */
  public List<String> warnings() {
    return warnings;
  }

  /** What each column was taken for, and why. */
  public List<ColumnReport> columns() {
    return model.encoding().columns();
  }

  /** All models beside each other, and which was chosen why. */
  public Comparison comparison() {
    return comparison;
  }

  /** The chosen model, trained on all rows, for other customers. */
  public ChurnModel model() {
    return model;
  }

  /** Forecast and outcome by tenths of the customers, by models that did not see them. */
  public Calibration calibration() {
    return calibration;
  }

  /** The columns by how much they move the forecasts, the strongest first. */
  public List<ColumnWeight> importance() {
    return importance;
  }

  /**
   * P(leaves) of each row of the table, double[n], a copy. Of a row that was learned from it is
   * what models said that were not trained on it.
   */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /** How many rows were learned from. */
  public int learned() {
    return learned;
  }

  /** What share of them left, within (0, 1). */
  public double shareLeft() {
    return shareLeft;
  }

  /** The model card: what the model is, learned from what, how good, what moves it, its limits. */
  public String card() {
    return StudyCard.of(this);
  }
}
