// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.study;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    said.arm().ifPresent(name -> require(table, name));
    said.outcomes().forEach(name -> require(table, name));
    said.ignored().forEach(name -> require(table, name));
    List<String> notes = new ArrayList<>();
    refuseMeans(table);
    Map<String, Map<String, Integer>> kinds = ColumnRoles.kinds(table);
    kinds.keySet().removeAll(said.ignored());
    kinds.keySet().removeAll(said.outcomes());
    String column =
        said.arm()
            .or(() -> ColumnRoles.arm(kinds))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot tell which column says the arm: name it with --arm (of 2 to %d words: %s; there are %s)"
                            .formatted(
                                ColumnRoles.MOST_ARMS,
                                kinds.isEmpty() ? "none" : String.join(", ", kinds.keySet()),
                                String.join(", ", table.names()))));
    List<String> arms = arms(table, column, said.control(), notes);
    Map<String, ColumnNumbers> numbers = new LinkedHashMap<>();
    table.names().stream()
        .filter(name -> !name.equals(column))
        .forEach(name -> numbers.put(name, ColumnNumbers.of(table, name)));
    List<String> numeric =
        numbers.keySet().stream()
            .filter(name -> numbers.get(name).isNumeric() && !said.ignored().contains(name))
            .toList();
    Optional<StudyRows> counted =
        StudyRows.ofCounts(table, column, arms, numbers, numeric, said.outcomes(), notes);
    if (counted.isPresent()) {
      return counted
          .get()
          .told(arms, known -> new FeatureMatrix(ids(known), List.of(), new double[0][]), notes);
    }
    List<String> outcomes = outcomes(table, said, numbers, numeric, notes);
    StudyRows rows =
        StudyRows.ofCustomers(table, column, arms, numbers, outcomes, said.ignored(), notes);
    List<String> left = new ArrayList<>(table.names());
    left.remove(column);
    left.removeAll(outcomes);
    left.removeAll(said.ignored());
    List<String> after =
        left.stream()
            .filter(name -> numeric.contains(name) && ColumnRoles.soundsLater(name))
            .toList();
    if (!after.isEmpty()) {
      notes.add(
          "Taken for what came of it, too, and not for what was known before: "
              + String.join(", ", after)
              + ".");
      left.removeAll(after);
    }
    return rows.told(
        arms, known -> KnownBefore.of(table, numbers, known, rows.arm(), left, notes), notes);
  }

  private static long[] ids(int[] rows) {
    return Arrays.stream(rows).asLongStream().toArray();
  }

  private static void require(TextTable table, String name) {
    if (!table.has(name)) {
      throw new IllegalArgumentException(
          "Unknown column: " + name + " (there are " + String.join(", ", table.names()) + ")");
    }
  }

  private static void refuseMeans(TextTable table) {
    if (table.has("mean_c") && table.has("mean_t")) {
      throw new IllegalArgumentException(
          "Cannot read experiment: its rows are means of arms (mean_c, mean_t), not customers: give a"
              + " row for each customer, or one for each arm with how many there were and how many did"
              + " what was hoped (variant, visitors, conversions)");
    }
  }

  private static List<String> outcomes(
      TextTable table,
      Columns said,
      Map<String, ColumnNumbers> numbers,
      List<String> numeric,
      List<String> notes) {
    for (String name : said.outcomes()) {
      if (!numbers.containsKey(name) || !numbers.get(name).isNumeric()) {
        throw new IllegalArgumentException(
            "Invalid outcome: %s says no numbers (must be numbers, or yes and no; such are %s)"
                .formatted(name, String.join(", ", numeric)));
      }
    }
    if (!said.outcomes().isEmpty()) {
      return said.outcomes();
    }
    List<String> known = numeric.stream().filter(name -> numbers.get(name).share() > 0.5).toList();
    List<String> likely = new ArrayList<>(ColumnRoles.outcomes(known));
    List<String> constant =
        likely.stream()
            .filter(name -> Arrays.stream(numbers.get(name).all()).distinct().limit(2).count() < 2)
            .toList();
    if (constant.size() < likely.size()) {
      likely.removeAll(constant);
    }
    if (likely.isEmpty()) {
      ColumnRoles.lastAsOutcome(table.names(), known)
          .ifPresent(
              last -> {
                likely.add(last);
                notes.add(
                    "What came of it is taken to be the last column, "
                        + last
                        + ": say --outcome if it is another one.");
              });
    }
    if (likely.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot tell which column says what came of it: name it with --outcome (of numbers, or yes"
              + " and no: %s)".formatted(numeric.isEmpty() ? "none" : String.join(", ", numeric)));
    }
    return likely;
  }

  /** The control first, then by how many have it. */
  private static List<String> arms(
      TextTable table, String column, Optional<String> control, List<String> notes) {
    Map<String, Integer> counts = ColumnNumbers.words(table, column);
    if (counts.size() < 2 || counts.size() > ColumnRoles.MOST_ARMS) {
      throw new IllegalArgumentException(
          "Invalid column of arms: "
              + column
              + " has "
              + (counts.isEmpty() ? "none or more than " + ColumnNumbers.MOST_WORDS : counts.size())
              + " values (must be 2 to "
              + ColumnRoles.MOST_ARMS
              + ")");
    }
    String first = control.orElseGet(() -> ColumnRoles.control(counts));
    if (!counts.containsKey(first)) {
      throw new IllegalArgumentException(
          "Unknown arm: " + first + " (" + column + " has " + counts.keySet() + ")");
    }
    if (control.isEmpty()) {
      notes.add("The control is " + first + " of " + column + " (--control says another).");
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
}
