// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.FeatureColumns;
import io.perennial.value.tabular.LogOdds;
import io.perennial.value.tabular.TableEncoding;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who leaves, learned from a table, for other rows of such a table. Immutable. */
public final class ChurnModel {

  private static final double LOW = 0.2;

  private final TableEncoding encoding;
  private final ClassifierModel model;
  private final double[][] sorted;

  ChurnModel(TableEncoding encoding, ClassifierModel model, FeatureMatrix learned) {
    this.encoding = encoding;
    this.model = model;
    this.sorted = new double[encoding.features().size()][];
    double[][] columns = FeatureColumns.of(learned, encoding.features());
    for (int k = 0; k < sorted.length; k++) {
      sorted[k] =
          encoding.isQuantity(k)
              ? Arrays.stream(columns[k]).filter(v -> !Double.isNaN(v)).sorted().toArray()
              : new double[0];
    }
  }

  /** How its tables become numbers. */
  public TableEncoding encoding() {
    return encoding;
  }

  /** The calibrated model of these numbers. */
  public ClassifierModel classifier() {
    return model;
  }

  /** P(leaves) of every row, double[n]. */
  public double[] probabilities(TextTable table) {
    return model.probabilities(encoding.encode(table));
  }

  /**
   * Why rows are forecast what they are, the strongest reason first; a list for each of the rows
   * asked for.
   *
   * @param most of each
   */
  public List<List<ChurnReason>> reasons(TextTable table, int[] rows, int most) {
    TextTable some = table.only(rows);
    double[][] columns = FeatureColumns.of(encoding.encode(some), model.features());
    List<List<ChurnReason>> reasons = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      reasons.add(reasons(some, i, FeatureColumns.row(columns, i), most));
    }
    return reasons;
  }

  private List<ChurnReason> reasons(TextTable table, int row, double[] values, int most) {
    LogOdds parts = model.explain(values);
    Map<String, Double> bySource = new LinkedHashMap<>();
    Map<String, String> place = new LinkedHashMap<>();
    for (int k = 0; k < values.length; k++) {
      bySource.merge(encoding.source(k), parts.part(k), Double::sum);
      if (encoding.isQuantity(k)) {
        place.put(encoding.source(k), place(k, values[k]));
      }
    }
    return bySource.entrySet().stream()
        .filter(part -> part.getValue() != 0)
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<String, Double> part) -> -Math.abs(part.getValue())))
        .limit(most)
        .map(
            part -> {
              String cell = table.cell(row, part.getKey());
              String words =
                  String.format(
                      Locale.ROOT,
                      "%s is %s%s: odds of leaving x %.2f",
                      part.getKey(),
                      cell.isEmpty() ? "not known" : cell,
                      place.getOrDefault(part.getKey(), ""),
                      Math.exp(part.getValue()));
              return new ChurnReason(part.getKey(), cell, part.getValue(), words);
            })
        .toList();
  }

  private String place(int k, double value) {
    double[] own = sorted[k];
    if (Double.isNaN(value) || own.length == 0) {
      return "";
    }
    double middle = Place.of(own, value);
    return middle < LOW ? ", lower than of most" : middle > 1 - LOW ? ", higher than of most" : "";
  }

  /** The quantities of a row by header in small letters, blanks as underscores. */
  Map<String, Double> numbers(TextTable table, int row) {
    FeatureMatrix one = encoding.encode(table.only(new int[] {row}));
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (int k = 0; k < encoding.features().size(); k++) {
      if (encoding.isQuantity(k) && !Double.isNaN(one.at(0, k))) {
        String name =
            encoding.source(k).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
        numbers.put(name, one.at(0, k));
      }
    }
    return numbers;
  }

  /** Mean strength of each column over the rows of a table, the strongest first. */
  List<ColumnWeight> weights(FeatureMatrix rows) {
    double[][] columns = FeatureColumns.of(rows, model.features());
    Map<String, Double> sums = new LinkedHashMap<>();
    encoding.sources().forEach(source -> sums.put(source, 0.0));
    int n = rows.rows();
    int step = Math.max(1, n / 2000);
    int count = 0;
    for (int i = 0; i < n; i += step) {
      double[] parts = model.explain(FeatureColumns.row(columns, i)).parts();
      Map<String, Double> own = new LinkedHashMap<>();
      for (int k = 0; k < parts.length; k++) {
        own.merge(encoding.source(k), parts[k], Double::sum);
      }
      own.forEach((source, part) -> sums.merge(source, Math.abs(part), Double::sum));
      count++;
    }
    double rowsLooked = count;
    double all = sums.values().stream().mapToDouble(v -> v).sum();
    return sums.entrySet().stream()
        .map(
            sum ->
                new ColumnWeight(
                    sum.getKey(), sum.getValue() / rowsLooked, all > 0 ? sum.getValue() / all : 0))
        .sorted(Comparator.comparingDouble((ColumnWeight weight) -> -weight.meanLogOdds()))
        .toList();
  }
}
