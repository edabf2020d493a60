// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Trained trees: what is forecast of a row, and why. Needs no native library. Immutable, and safe
 * to use from many threads.
 */
public final class BoostedModel {

  private static final int CHUNK = 1 << 10;
  private static final String HEADER = "perennial boosted 1";

  private final Objective objective;
  private final List<String> columns;
  private final double[] intercepts;
  private final TreeSettings settings;
  private final TreeEnsemble trees;
  private final double heldOutLoss;
  private final double heldOutLossOfConstant;
  private final List<String> notes;

  BoostedModel(
      Objective objective,
      List<String> columns,
      double[] intercepts,
      TreeSettings settings,
      TreeEnsemble trees,
      double heldOutLoss,
      double heldOutLossOfConstant,
      List<String> notes) {
    this.objective = objective;
    this.columns = List.copyOf(columns);
    this.intercepts = intercepts.clone();
    this.settings = settings;
    this.trees = trees;
    this.heldOutLoss = heldOutLoss;
    this.heldOutLossOfConstant = heldOutLossOfConstant;
    this.notes = List.copyOf(notes);
  }

  /** The same with the first {@code rounds[k]} trees of each output k. */
  BoostedModel first(int[] rounds) {
    return new BoostedModel(
        objective,
        columns,
        intercepts,
        settings,
        trees.first(rounds),
        heldOutLoss,
        heldOutLossOfConstant,
        notes);
  }

  /** The same with its losses on held-out customers. */
  BoostedModel judged(double loss, double lossOfConstant) {
    return new BoostedModel(
        objective, columns, intercepts, settings, trees, loss, lossOfConstant, notes);
  }

  /** The margin of output {@code k} before any tree. */
  float start(int k, double offset) {
    return Boosting.start(intercepts[k], offset);
  }

  /** What it was trained for. */
  public Objective objective() {
    return objective;
  }

  /** The columns that it reads, in the order of its trees. */
  public List<String> columns() {
    return columns;
  }

  /** How its trees were grown: as told, or as found best of several. */
  public TreeSettings settings() {
    return settings;
  }

  /** The trees. */
  public TreeEnsemble trees() {
    return trees;
  }

  /** What was noticed while it was trained, a sentence each. */
  public List<String> notes() {
    return notes;
  }

  /**
   * The mean loss on the customers that nothing was learned from, up to what no forecast changes;
   * {@code NaN} where there were too few, or for Cox's likelihood.
   */
  public double heldOutLoss() {
    return heldOutLoss;
  }

  /** The same of one forecast for all rows. */
  public double heldOutLossOfConstant() {
    return heldOutLossOfConstant;
  }

  /**
   * The forecasts of all rows, double[n], in the objective's unit; the first output where there are
   * several. In parallel, the same bits on any thread.
   *
   * @param features with the columns of {@link #columns()}, others being ignored
   */
  public double[] predict(FeatureMatrix features) {
    return responses(margins(features, new double[features.rows()]));
  }

  /** The same with what the margins start from, double[n]. */
  public double[] predict(FeatureMatrix features, double[] offsets) {
    return responses(margins(features, offsets));
  }

  private double[] responses(float[] margins) {
    int outputs = trees.outputs();
    double[] responses = new double[margins.length / outputs];
    for (int i = 0; i < responses.length; i++) {
      responses[i] = objective.response(margins[i * outputs]);
    }
    return responses;
  }

  /**
   * All outputs of all rows, shape [n][outputs]. Quantiles ascend: where trees of neighbouring
   * levels cross, they are put in order (Chernozhukov, Fernández-Val and Galichon 2010).
   */
  public double[][] predictAll(FeatureMatrix features, double[] offsets) {
    float[] margins = margins(features, offsets);
    int outputs = trees.outputs();
    double[][] all = new double[features.rows()][outputs];
    for (int i = 0; i < all.length; i++) {
      for (int k = 0; k < outputs; k++) {
        all[i][k] = objective.response(margins[i * outputs + k]);
      }
      Arrays.sort(all[i]);
    }
    return all;
  }

  /** Margins of all rows, float[n * outputs]. */
  float[] margins(FeatureMatrix features, double[] offsets) {
    FloatRows rows = FloatRows.of(features, columns);
    int outputs = trees.outputs();
    if (offsets.length != rows.rows()) {
      throw new IllegalArgumentException(
          "Invalid offsets: " + offsets.length + " (must be " + rows.rows() + ")");
    }
    float[] margins = new float[Math.multiplyExact(rows.rows(), outputs)];
    Chunks.forEach(
        rows.rows(),
        CHUNK,
        (from, to) -> {
          float[] values = new float[(to - from) * rows.width()];
          rows.fill(from, to, values);
          float[] part = margins(values, offsets, from, to);
          System.arraycopy(part, 0, margins, from * outputs, part.length);
        });
    return margins;
  }

  /** Margins of the rows {@code from} to {@code to}, whose values lie one behind the other. */
  float[] margins(float[] values, double[] offsets, int from, int to) {
    int outputs = trees.outputs();
    float[] part = new float[(to - from) * outputs];
    for (int i = 0; i < part.length; i++) {
      part[i] = start(i % outputs, offsets[from + i / outputs]);
    }
    trees.addAllTo(part, values, to - from);
    return part;
  }

  /**
   * The forecast of one row, in the objective's unit.
   *
   * @param row the values of {@link #columns()}, {@code NaN} where not known
   */
  public double predict(double... row) {
    if (row.length != columns.size()) {
      throw new IllegalArgumentException(
          "Invalid row: " + row.length + " values (must be " + columns.size() + ")");
    }
    float[] values = new float[row.length];
    for (int k = 0; k < row.length; k++) {
      values[k] = FloatRows.narrow(row[k]);
    }
    float[] margins = new float[trees.outputs()];
    for (int k = 0; k < margins.length; k++) {
      margins[k] = start(k, 0);
    }
    trees.addTo(margins, 0, values);
    return objective.response(margins[0]);
  }

  /**
   * Why the forecast of row {@code row} is what it is, in its unit: TreeSHAP in margins, each
   * contribution times the mean slope of the response between the average row and this one, which
   * keeps them additive (Aumann and Shapley's values along that line).
   */
  public Explanation explain(FeatureMatrix features, int row) {
    float[] values = FloatRows.of(features, columns).row(row);
    double[] shares = TreeShap.of(trees, values, 0);
    double from = intercepts[0] + shares[columns.size()];
    double to = from;
    for (int k = 0; k < columns.size(); k++) {
      to += shares[k];
    }
    double base = objective.response(from);
    double total = objective.response(to);
    double slope = to == from ? 0 : (total - base) / (to - from);
    List<Contribution> contributions = new ArrayList<>();
    for (int k = 0; k < columns.size(); k++) {
      contributions.add(new Contribution(columns.get(k), values[k], shares[k] * slope));
    }
    contributions.sort(Comparator.comparingDouble(c -> -Math.abs(c.amount())));
    return new Explanation(base, total, contributions, "TreeSHAP");
  }

  /** TreeSHAP values of one row in margins: a value for each column, and the average row's last. */
  double[] shares(float[] values, int output) {
    double[] shares = TreeShap.of(trees, values, output);
    shares[columns.size()] += intercepts[output];
    return shares;
  }

  /** In a sentence. */
  public String summary() {
    StringJoiner sentences = new StringJoiner("; ");
    sentences.add(trees.trees() + " trees on " + columns.size() + " columns by " + objective);
    if (!Double.isNaN(heldOutLoss)) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "loss on held-out customers %.4g, %.4g for one forecast for all",
              heldOutLoss,
              heldOutLossOfConstant));
    }
    notes.forEach(sentences::add);
    return sentences.toString();
  }

  /** A text that {@link #parse} reads; notes are not in it. */
  public String toText() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    text.append(objective.toText()).append('\n');
    text.append(settings.toText()).append('\n');
    text.append("loss ").append(heldOutLoss).append(' ').append(heldOutLossOfConstant);
    for (double intercept : intercepts) {
      text.append(' ').append(intercept);
    }
    text.append("\ncolumns ").append(columns.size()).append('\n');
    columns.forEach(column -> text.append(column.replace("\n", " ")).append('\n'));
    return text.append(trees.toText()).toString();
  }

  /**
   * The model that {@link #toText} wrote: the same forecasts to the bit.
   *
   * @throws IllegalArgumentException if it is not such a text; the message says where
   */
  public static BoostedModel parse(String text) {
    String[] lines = text.split("\n", 6);
    if (lines.length < 6 || !lines[0].equals(HEADER)) {
      throw new IllegalArgumentException(
          "Invalid model: " + lines[0] + " in line 1 (must be " + HEADER + ")");
    }
    Objective objective = Objective.parse(new Words(lines[1], 2));
    TreeSettings settings = TreeSettings.parse(new Words(lines[2], 3));
    Words losses = new Words(lines[3], 4);
    losses.expect("loss");
    double loss = losses.real();
    double constant = losses.real();
    double[] intercepts = new double[objective.outputs()];
    for (int k = 0; k < intercepts.length; k++) {
      intercepts[k] = losses.real();
    }
    Words count = new Words(lines[4], 5);
    count.expect("columns");
    int columns = count.count();
    String[] rest = lines[5].split("\n", columns + 1);
    if (rest.length < columns + 1) {
      throw new IllegalArgumentException(
          "Invalid model: " + (rest.length - 1) + " columns (must be " + columns + ")");
    }
    return new BoostedModel(
        objective,
        List.of(rest).subList(0, columns),
        intercepts,
        settings,
        TreeEnsemble.parse(rest[columns]),
        loss,
        constant,
        List.of());
  }

  @Override
  public String toString() {
    return summary();
  }
}
