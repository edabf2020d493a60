// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.study;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.tabular.TextTable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What was known of customers before the arm was drawn, as numbers: quantities and days as they
 * are, words one column each where they are frequent. What differs between arms by more than any
 * chance was not known before, or arms were not drawn: that is said, and what may have come of an
 * arm is left out.
 */
final class KnownBefore {

  private static final int MOST_WORDS = 20;
  private static final double RARE = 0.005;

  /** So many standard errors, and so many deviations, are no chance and no trifle. */
  private static final double NO_CHANCE = 6;

  private static final double NO_TRIFLE = 0.05;

  private static final Pattern DAY =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})([T ].*)?|([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})");

  private final TextTable table;
  private final Map<String, ColumnNumbers> numbers;
  private final int[] rows;
  private final List<String> names = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();

  private KnownBefore(TextTable table, Map<String, ColumnNumbers> numbers, int[] rows) {
    this.table = table;
    this.numbers = numbers;
    this.rows = rows;
  }

  /** Those of some columns and rows; what is noticed is added to {@code notes}. */
  static FeatureMatrix of(
      TextTable table,
      Map<String, ColumnNumbers> numbers,
      int[] rows,
      int[] arm,
      List<String> columns,
      List<String> notes) {
    KnownBefore known = new KnownBefore(table, numbers, rows);
    List<String> dropped = new ArrayList<>();
    List<String> differing = new ArrayList<>();
    int[] starts = new int[columns.size() + 1];
    for (int c = 0; c < columns.size(); c++) {
      known.add(columns.get(c));
      starts[c + 1] = known.names.size();
      if (starts[c + 1] == starts[c]) {
        dropped.add(columns.get(c));
      }
      if (known.values.subList(starts[c], starts[c + 1]).stream().anyMatch(v -> differs(v, arm))) {
        differing.add(columns.get(c));
      }
    }
    if (!dropped.isEmpty()) {
      notes.add("Not looked at: " + some(dropped) + " (ids, or always the same).");
    }
    int used = columns.size() - dropped.size();
    boolean confounded = differing.size() > 2 && 3 * differing.size() > used;
    if (confounded) {
      notes.add(
          "Customers were not dealt out by chance: "
              + some(differing)
              + " differ between arms by more than chance. Effects are taken net of them, and are no"
              + " proof of a cause.");
    } else if (!differing.isEmpty()) {
      notes.add(
          some(differing)
              + (differing.size() == 1 ? " differs" : " differ")
              + " between arms by more than chance, and may have come of them: left out. If known"
              + " before, customers were not dealt out by chance.");
      for (int c = columns.size() - 1; c >= 0; c--) {
        if (differing.contains(columns.get(c))) {
          known.names.subList(starts[c], starts[c + 1]).clear();
          known.values.subList(starts[c], starts[c + 1]).clear();
        }
      }
    }
    long[] ids = IntStream.range(0, rows.length).asLongStream().toArray();
    return new FeatureMatrix(ids, known.names, known.values.toArray(double[][]::new));
  }

  private static String some(List<String> columns) {
    int most = 12;
    return String.join(", ", columns.subList(0, Math.min(most, columns.size())))
        + (columns.size() > most ? " and " + (columns.size() - most) + " more" : "");
  }

  private static boolean differs(double[] column, int[] arm) {
    int arms = Arrays.stream(arm).max().orElse(0) + 1;
    double[] count = new double[arms];
    double[] sum = new double[arms];
    double[] square = new double[arms];
    for (int i = 0; i < column.length; i++) {
      count[arm[i]]++;
      sum[arm[i]] += column[i];
    }
    for (int i = 0; i < column.length; i++) {
      double off = column[i] - sum[arm[i]] / count[arm[i]];
      square[arm[i]] += off * off;
    }
    double deviation = Math.sqrt(Arrays.stream(square).sum() / Math.max(1, column.length - arms));
    for (int k = 1; k < arms; k++) {
      double apart = Math.abs(sum[k] / count[k] - sum[0] / count[0]);
      double error =
          Math.sqrt(
              square[0] / (count[0] * Math.max(1, count[0] - 1))
                  + square[k] / (count[k] * Math.max(1, count[k] - 1)));
      boolean many = count[0] >= 30 && count[k] >= 30;
      if (many && apart > NO_CHANCE * error && apart > NO_TRIFLE * deviation) {
        return true;
      }
    }
    return false;
  }

  private void add(String column) {
    ColumnNumbers cells = numbers.get(column);
    if (cells != null && cells.isNumeric()) {
      quantity(column, Arrays.stream(rows).mapToDouble(cells::get).toArray());
      return;
    }
    double[] days = days(column);
    if (days.length > 0) {
      quantity(column, days);
    } else {
      words(column);
    }
  }

  /** Days since 1970, where nearly all cells are; else nothing. */
  private double[] days(String column) {
    double[] days = new double[rows.length];
    int some = 0;
    int known = 0;
    for (int r = 0; r < rows.length; r++) {
      String cell = table.cell(rows[r], column);
      days[r] = ColumnNumbers.isNothing(cell) ? Double.NaN : day(cell);
      some += ColumnNumbers.isNothing(cell) ? 0 : 1;
      known += Double.isNaN(days[r]) ? 0 : 1;
      if (some > 100 && known < 0.9 * some) {
        return new double[0];
      }
    }
    return known > 0.9 * some && known > 0 ? days : new double[0];
  }

  private static double day(String cell) {
    Matcher matcher = DAY.matcher(cell);
    if (!matcher.matches()) {
      return Double.NaN;
    }
    int from = matcher.group(1) == null ? 5 : 1;
    int first = Integer.parseInt(matcher.group(from));
    int middle = Integer.parseInt(matcher.group(from + 1));
    int last = Integer.parseInt(matcher.group(from + 2));
    try {
      return from == 1
          ? LocalDate.of(first, middle, last).toEpochDay()
          : LocalDate.of(last, middle, first).toEpochDay();
    } catch (DateTimeException noDay) {
      return Double.NaN;
    }
  }

  /** A number; what is missing is the mean, and said in a column of its own. */
  private void quantity(String column, double[] quantity) {
    double sum = 0;
    int known = 0;
    double[] missing = new double[quantity.length];
    for (int r = 0; r < quantity.length; r++) {
      boolean some = !Double.isNaN(quantity[r]);
      missing[r] = some ? 0 : 1;
      sum += some ? quantity[r] : 0;
      known += some ? 1 : 0;
    }
    if (known == 0 || isId(quantity)) {
      return;
    }
    double mean = sum / known;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int r = 0; r < quantity.length; r++) {
      if (missing[r] > 0) {
        quantity[r] = mean;
      } else {
        least = Math.min(least, quantity[r]);
        most = Math.max(most, quantity[r]);
      }
    }
    if (least < most) {
      names.add(column);
      values.add(quantity);
    }
    if (known < quantity.length) {
      names.add(column + " is missing");
      values.add(missing);
    }
  }

  /** Whole numbers of which no two are the same. */
  private static boolean isId(double[] quantity) {
    if (Arrays.stream(quantity).anyMatch(value -> value != Math.rint(value))) {
      return false;
    }
    double[] sorted = quantity.clone();
    Arrays.sort(sorted);
    return IntStream.range(1, sorted.length).noneMatch(i -> sorted[i] == sorted[i - 1]);
  }

  /** A column for each frequent word, but the most frequent one. */
  private void words(String column) {
    Map<String, Integer> counts = new HashMap<>();
    for (int r = 0; r < Math.min(rows.length, 100_000); r++) {
      counts.merge(table.cell(rows[r], column), 1, Integer::sum);
    }
    double least = RARE * Math.min(rows.length, 100_000);
    List<String> frequent =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= least && entry.getValue() > 1)
            .sorted(
                Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_WORDS + 1L)
            .map(Map.Entry::getKey)
            .toList();
    boolean all = frequent.size() == counts.size();
    for (String word : frequent.subList(all ? Math.min(1, frequent.size()) : 0, frequent.size())) {
      names.add(column + " is " + (word.isEmpty() ? "missing" : word));
      values.add(
          Arrays.stream(rows)
              .mapToDouble(i -> table.cell(i, column).equals(word) ? 1 : 0)
              .toArray());
    }
  }
}
