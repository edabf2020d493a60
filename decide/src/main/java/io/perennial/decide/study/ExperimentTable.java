// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.study;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A table of customers, the arm that each was given, what came of it, and what was known before.
 * Which column is what is said, or told by its name and values. Immutable.
 *
 * @param arms their names, the control first
 * @param arm of each customer, from 0
 * @param outcomes by name, a number for each customer
 * @param features numbers of what was known before: as they are, or one for each frequent word
 * @param notes what was left out or guessed, in sentences
 */
public record ExperimentTable(
    List<String> arms,
    List<Integer> arm,
    Map<String, List<Double>> outcomes,
    FeatureMatrix features,
    List<String> notes) {

  private static final int MOST_ARMS = 20;
  private static final int MOST_WORDS = 20;
  private static final double RARE = 0.005;
  private static final double NUMBERS = 0.95;

  private static final List<String> ARM_NAMES =
      List.of(
          "arm",
          "variant",
          "variation",
          "treatment",
          "group",
          "segment",
          "test_group",
          "experiment_group",
          "condition",
          "bucket",
          "campaign",
          "exposure");

  private static final Set<String> OUTCOME_NAMES =
      Set.of(
          "visit",
          "visited",
          "conversion",
          "converted",
          "convert",
          "spend",
          "spent",
          "revenue",
          "sales",
          "purchase",
          "purchased",
          "outcome",
          "response",
          "responded",
          "click",
          "clicked",
          "y",
          "target",
          "label",
          "total_ads_revenue",
          "value",
          "amount",
          "retained",
          "retention",
          "sumgamerounds",
          "retention_1",
          "retention_7",
          "orders",
          "profit");

  private static final List<String> CONTROL_WORDS =
      List.of("control", "ctrl", "no ", "none", "nothing", "placebo", "holdout", "hold-out", "psa");

  public ExperimentTable {
    arms = List.copyOf(arms);
    arm = List.copyOf(arm);
    outcomes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    notes = List.copyOf(notes);
  }

  /**
   * Which column is what; what is left out is told by names and values.
   *
   * @param arm the column of arms
   * @param control the word of the control in it
   * @param outcomes columns of what came of it
   * @param ignored columns that say nothing of what was known before
   */
  public record Columns(
      Optional<String> arm, Optional<String> control, List<String> outcomes, List<String> ignored) {

    public Columns {
      outcomes = List.copyOf(outcomes);
      ignored = List.copyOf(ignored);
    }

    /** Nothing is said. */
    public static Columns guessed() {
      return new Columns(Optional.empty(), Optional.empty(), List.of(), List.of());
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException when it is no experiment, or a column is not there
   */
  public static ExperimentTable of(TextTable table, Columns said) {
    List<String> notes = new ArrayList<>();
    said.arm().ifPresent(name -> require(table, name));
    said.outcomes().forEach(name -> require(table, name));
    said.ignored().forEach(name -> require(table, name));
    String column =
        said.arm()
            .or(() -> likelyArm(table))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot tell which column says the arm (there are "
                            + String.join(", ", table.names())
                            + ")"));
    List<String> arms = arms(table, column, said.control(), notes);
    List<String> named =
        said.outcomes().isEmpty() ? likelyOutcomes(table, column) : said.outcomes();
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot tell which column says what came of it (there are "
              + String.join(", ", table.names())
              + ")");
    }
    int[] rows =
        IntStream.range(0, table.rows())
            .filter(
                i ->
                    arms.contains(table.cell(i, column))
                        && named.stream().allMatch(name -> number(table.cell(i, name)).isPresent()))
            .toArray();
    if (rows.length < table.rows()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d rows are left out: they have no arm, or an outcome that is no number.",
              table.rows() - rows.length));
    }
    if (rows.length == 0) {
      throw new IllegalArgumentException(
          "Cannot read experiment: no row has an arm and numbers for " + String.join(", ", named));
    }
    Map<String, List<Double>> outcomes = new LinkedHashMap<>();
    for (String name : named) {
      outcomes.put(
          name,
          Arrays.stream(rows).mapToObj(i -> number(table.cell(i, name)).orElseThrow()).toList());
    }
    List<String> left = new ArrayList<>(table.names());
    left.remove(column);
    left.removeAll(named);
    left.removeAll(said.ignored());
    List<String> after = likelyOutcomes(table, column).stream().filter(left::contains).toList();
    if (!after.isEmpty()) {
      notes.add(
          "Taken for what came of it, too, and not for what was known before: "
              + String.join(", ", after)
              + ".");
      left.removeAll(after);
    }
    return new ExperimentTable(
        arms,
        Arrays.stream(rows).mapToObj(i -> arms.indexOf(table.cell(i, column))).toList(),
        outcomes,
        features(table, rows, left, notes),
        notes);
  }

  private static void require(TextTable table, String name) {
    if (!table.has(name)) {
      throw new IllegalArgumentException(
          "Unknown column: " + name + " (there are " + String.join(", ", table.names()) + ")");
    }
  }

  /** By name first, and never a column of many values. */
  private static Optional<String> likelyArm(TextTable table) {
    List<String> few =
        table.names().stream()
            .filter(
                name -> {
                  int words = counts(table, name).size();
                  return words >= 2 && words <= MOST_ARMS;
                })
            .toList();
    for (String wanted : ARM_NAMES) {
      for (String name : few) {
        if (plain(name).equals(wanted)) {
          return Optional.of(name);
        }
      }
    }
    return few.stream()
        .filter(
            name -> counts(table, name).keySet().stream().anyMatch(ExperimentTable::soundsControl))
        .findFirst();
  }

  private static List<String> likelyOutcomes(TextTable table, String arm) {
    return table.names().stream()
        .filter(name -> !name.equals(arm) && OUTCOME_NAMES.contains(plain(name)))
        .filter(name -> isNumeric(table, name))
        .toList();
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  private static boolean soundsControl(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT) + " ";
    return CONTROL_WORDS.stream().anyMatch(lower::startsWith);
  }

  /** The control first, then by how many have it. */
  private static List<String> arms(
      TextTable table, String column, Optional<String> control, List<String> notes) {
    Map<String, Integer> counts = counts(table, column);
    if (counts.size() < 2 || counts.size() > MOST_ARMS) {
      throw new IllegalArgumentException(
          "Invalid column of arms: "
              + column
              + " has "
              + counts.size()
              + " values (must be 2 to "
              + MOST_ARMS
              + ")");
    }
    String first;
    if (control.isPresent()) {
      first = control.get();
      if (!counts.containsKey(first)) {
        throw new IllegalArgumentException(
            "Unknown arm: " + first + " (" + column + " has " + counts.keySet() + ")");
      }
    } else {
      first =
          counts.keySet().stream()
              .filter(ExperimentTable::soundsControl)
              .findFirst()
              .or(() -> Optional.of("0").filter(counts::containsKey))
              .or(() -> Optional.of("false").filter(counts::containsKey))
              .or(() -> Optional.of("A").filter(counts::containsKey))
              .orElseGet(
                  () ->
                      counts.entrySet().stream()
                          .max(Map.Entry.comparingByValue())
                          .orElseThrow()
                          .getKey());
      notes.add("The control is " + first + " of " + column + ".");
    }
    List<String> arms = new ArrayList<>(List.of(first));
    counts.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(first))
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> arms.add(entry.getKey()));
    return arms;
  }

  private static Map<String, Integer> counts(TextTable table, String column) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < table.rows(); i++) {
      String word = table.cell(i, column);
      if (!word.isEmpty()) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static boolean isNumeric(TextTable table, String name) {
    int known = 0;
    int numbers = 0;
    for (int i = 0; i < table.rows(); i++) {
      String cell = table.cell(i, name);
      known += cell.isEmpty() ? 0 : 1;
      numbers += !cell.isEmpty() && number(cell).isPresent() ? 1 : 0;
    }
    return known > 0 && numbers >= NUMBERS * known;
  }

  private static Optional<Double> number(String cell) {
    String lower = cell.strip().toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("yes")) {
      return Optional.of(1.0);
    }
    if (lower.equals("false") || lower.equals("no")) {
      return Optional.of(0.0);
    }
    try {
      double value = Double.parseDouble(lower);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static FeatureMatrix features(
      TextTable table, int[] rows, List<String> columns, List<String> notes) {
    List<String> names = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    for (String column : columns) {
      int before = names.size();
      if (isNumeric(table, column)) {
        quantity(table, rows, column, names, values);
      } else {
        words(table, rows, column, names, values);
      }
      if (names.size() == before) {
        dropped.add(column);
      }
    }
    if (!dropped.isEmpty()) {
      notes.add("Not looked at: " + String.join(", ", dropped) + " (ids, or always the same).");
    }
    long[] ids = IntStream.range(0, rows.length).asLongStream().toArray();
    return new FeatureMatrix(ids, names, values.toArray(double[][]::new));
  }

  /** A number; what is missing is the mean, and said in a column of its own. */
  private static void quantity(
      TextTable table, int[] rows, String column, List<String> names, List<double[]> values) {
    double[] numbers = new double[rows.length];
    double[] missing = new double[rows.length];
    double sum = 0;
    int known = 0;
    for (int r = 0; r < rows.length; r++) {
      Optional<Double> value = number(table.cell(rows[r], column));
      numbers[r] = value.orElse(Double.NaN);
      missing[r] = value.isEmpty() ? 1 : 0;
      sum += value.orElse(0.0);
      known += value.isPresent() ? 1 : 0;
    }
    double mean = known == 0 ? 0 : sum / known;
    boolean id =
        Arrays.stream(numbers).distinct().count() == rows.length
            && Arrays.stream(numbers).allMatch(x -> x == Math.rint(x));
    if (id || Arrays.stream(numbers).distinct().limit(2).count() < 2) {
      return;
    }
    for (int r = 0; r < rows.length; r++) {
      numbers[r] = Double.isNaN(numbers[r]) ? mean : numbers[r];
    }
    names.add(column);
    values.add(numbers);
    if (known < rows.length && known > 0) {
      names.add(column + " is missing");
      values.add(missing);
    }
  }

  /** A column for each frequent word, but the most frequent one. */
  private static void words(
      TextTable table, int[] rows, String column, List<String> names, List<double[]> values) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int row : rows) {
      counts.merge(table.cell(row, column), 1, Integer::sum);
    }
    List<String> frequent =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= RARE * rows.length && entry.getValue() > 1)
            .sorted(
                Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_WORDS + 1L)
            .map(Map.Entry::getKey)
            .toList();
    for (String word : frequent.subList(Math.min(1, frequent.size()), frequent.size())) {
      names.add(column + " is " + (word.isEmpty() ? "missing" : word));
      values.add(
          Arrays.stream(rows)
              .mapToDouble(i -> table.cell(i, column).equals(word) ? 1 : 0)
              .toArray());
    }
  }
}
