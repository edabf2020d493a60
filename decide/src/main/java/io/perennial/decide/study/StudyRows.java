// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.study;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The customers of a table: a row each, or several rows of one customer taken together, or rows
 * that each stand for many.
 */
final class StudyRows {

  /** More customers than this are not written out one by one. */
  private static final long MOST_COUNTED = 20_000_000;

  private static final int MOST_ROWS_OF_COUNTS = 5_000;
  private static final double MOST_ROWS_A_CUSTOMER = 100;

  private final int[] rows;
  private final int[] arm;
  private final Map<String, double[]> outcomes;

  private StudyRows(int[] rows, int[] arm, Map<String, double[]> outcomes) {
    this.rows = rows;
    this.arm = arm;
    this.outcomes = outcomes;
  }

  /** From 0, int[n], not to be written to. */
  int[] arm() {
    return arm;
  }

  ExperimentTable told(
      List<String> arms, Function<int[], FeatureMatrix> features, List<String> notes) {
    FeatureMatrix known = features.apply(rows);
    Map<String, List<Double>> boxed = new LinkedHashMap<>();
    outcomes.forEach((name, values) -> boxed.put(name, Arrays.stream(values).boxed().toList()));
    return new ExperimentTable(arms, Arrays.stream(arm).boxed().toList(), boxed, known, notes);
  }

  /** A row is a customer, or some of its rows. */
  static StudyRows ofCustomers(
      TextTable table,
      String column,
      List<String> arms,
      Map<String, ColumnNumbers> numbers,
      List<String> outcomes,
      List<String> ignored,
      List<String> notes) {
    int[] given = given(table, column, arms);
    int[] rows =
        IntStream.range(0, table.rows())
            .filter(i -> given[i] >= 0)
            .filter(i -> outcomes.stream().noneMatch(name -> missing(numbers, name, i)))
            .toArray();
    if (rows.length == 0) {
      throw new IllegalArgumentException(
          "Cannot read experiment: no row has an arm and numbers for "
              + String.join(", ", outcomes));
    }
    if (rows.length < table.rows()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d rows are left out: they have no arm, or an outcome that is no number.",
              table.rows() - rows.length));
    }
    for (int k = 0; k < arms.size(); k++) {
      int of = k;
      if (Arrays.stream(rows).noneMatch(i -> given[i] == of)) {
        throw new IllegalArgumentException(
            "Cannot read experiment: no row of the arm %s has numbers for %s"
                .formatted(arms.get(k), String.join(", ", outcomes)));
      }
    }
    Map<String, double[]> came = new LinkedHashMap<>();
    outcomes.forEach(
        name -> came.put(name, Arrays.stream(rows).mapToDouble(numbers.get(name)::get).toArray()));
    StudyRows all = new StudyRows(rows, Arrays.stream(rows).map(i -> given[i]).toArray(), came);
    for (String unit : ColumnRoles.units(table.names())) {
      if (!ignored.contains(unit) && !unit.equals(column) && !outcomes.contains(unit)) {
        Optional<StudyRows> together = all.together(table, unit, arms.size(), notes);
        if (together.isPresent()) {
          return together.get();
        }
      }
    }
    return all;
  }

  private static boolean missing(Map<String, ColumnNumbers> numbers, String name, int row) {
    ColumnNumbers column = numbers.get(name);
    return column == null || Double.isNaN(column.get(row));
  }

  private static int[] given(TextTable table, String column, List<String> arms) {
    Map<String, Integer> at = new HashMap<>();
    arms.forEach(name -> at.put(name, at.size()));
    return IntStream.range(0, table.rows())
        .map(i -> at.getOrDefault(table.cell(i, column), -1))
        .toArray();
  }

  /** One row for all of a customer; empty where the column does not say who it was. */
  private Optional<StudyRows> together(
      TextTable table, String unit, int width, List<String> notes) {
    Map<String, Integer> first = new HashMap<>();
    int[] customer = new int[rows.length];
    for (int r = 0; r < rows.length; r++) {
      String id = table.cell(rows[r], unit);
      Integer before = id.isEmpty() ? null : first.putIfAbsent(id, r);
      customer[r] = before == null ? r : before;
    }
    int customers = first.size();
    boolean[] crossed = new boolean[rows.length];
    int crossovers = 0;
    for (int r = 0; r < rows.length; r++) {
      if (arm[r] != arm[customer[r]] && !crossed[customer[r]]) {
        crossed[customer[r]] = true;
        crossovers++;
      }
    }
    if (customers < Math.max(20, rows.length / MOST_ROWS_A_CUSTOMER)
        || customers == rows.length
        || crossovers > 0.2 * customers) {
      return Optional.empty();
    }
    int[] kept =
        IntStream.range(0, rows.length).filter(r -> customer[r] == r && !crossed[r]).toArray();
    int[] place = new int[rows.length];
    for (int i = 0; i < kept.length; i++) {
      place[kept[i]] = i;
    }
    Map<String, double[]> sums = new LinkedHashMap<>();
    outcomes.forEach(
        (name, values) -> {
          boolean yes = Arrays.stream(values).allMatch(y -> y == 0 || y == 1);
          double[] sum = new double[kept.length];
          for (int r = 0; r < rows.length; r++) {
            if (!crossed[customer[r]]) {
              int at = place[customer[r]];
              sum[at] = yes ? Math.max(sum[at], values[r]) : sum[at] + values[r];
            }
          }
          sums.put(name, sum);
        });
    int[] left = new int[width];
    Arrays.stream(kept).forEach(r -> left[arm[r]]++);
    if (Arrays.stream(left).anyMatch(count -> count == 0)) {
      return Optional.empty();
    }
    notes.add(
        String.format(
            Locale.ROOT,
            "%,d rows are of %,d of %s: those of one are taken together (amounts are added up)%s; say"
                + " --ignore %s if each row counts.",
            rows.length,
            customers,
            unit,
            crossovers == 0
                ? ""
                : String.format(
                    Locale.ROOT, ", and %,d that were in two arms are left out", crossovers),
            unit));
    return Optional.of(
        new StudyRows(
            Arrays.stream(kept).map(r -> rows[r]).toArray(),
            Arrays.stream(kept).map(r -> arm[r]).toArray(),
            sums));
  }

  /** Rows that say how many customers an arm had, and how many did something; else nothing. */
  static Optional<StudyRows> ofCounts(
      TextTable table,
      String column,
      List<String> arms,
      Map<String, ColumnNumbers> numbers,
      List<String> numeric,
      List<String> said,
      List<String> notes) {
    int[] given = given(table, column, arms);
    if (table.rows() > MOST_ROWS_OF_COUNTS || Arrays.stream(given).anyMatch(k -> k < 0)) {
      return Optional.empty();
    }
    for (String count : ColumnRoles.counts(numeric)) {
      double[] many = numbers.get(count).all();
      double all = Arrays.stream(many).sum();
      List<String> did =
          (said.isEmpty() ? ColumnRoles.outcomes(numeric) : said)
              .stream()
                  .filter(name -> !name.equals(count))
                  .filter(name -> isPart(numbers.get(name).all(), many))
                  .toList();
      if (did.isEmpty()
          || !isPart(many, many)
          || !(all >= 10.0 * table.rows() && all <= MOST_COUNTED)) {
        continue;
      }
      notes.add(
          String.format(
              Locale.ROOT,
              "Each row stands for as many customers as %s says: %,.0f in all. What was known of them"
                  + " before is not told.",
              count,
              all));
      int n = (int) all;
      int[] arm = new int[n];
      Map<String, double[]> outcomes = new LinkedHashMap<>();
      did.forEach(name -> outcomes.put(name, new double[n]));
      int at = 0;
      List<double[]> columns = new ArrayList<>(outcomes.values());
      for (int i = 0; i < table.rows(); i++) {
        Arrays.fill(arm, at, at + (int) many[i], Math.max(0, given[i]));
        for (int k = 0; k < did.size(); k++) {
          int yes = (int) numbers.get(did.get(k)).get(i);
          Arrays.fill(columns.get(k), at, at + yes, 1);
        }
        at += (int) many[i];
      }
      return Optional.of(new StudyRows(IntStream.range(0, n).toArray(), arm, outcomes));
    }
    return Optional.empty();
  }

  private static boolean isPart(double[] some, double[] all) {
    return IntStream.range(0, all.length)
        .allMatch(i -> some[i] >= 0 && some[i] <= all[i] && some[i] == Math.rint(some[i]));
  }
}
