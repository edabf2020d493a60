// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.UsageException;
import io.perennial.value.survival.Subscriptions;
import io.perennial.value.tabular.TextTable;
import io.perennial.value.tabular.TypedColumns;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The rows of a table of subscriptions that can be used, as the models read them. */
final class ContractRows {

  /** More groups than that are hard to compare: the smallest are one. */
  private static final int MOST_GROUPS = 12;

  private final Subscriptions subscriptions;
  private final List<String> groups;
  private final List<String> ids;
  private final LocalDate today;
  private final List<String> notes;

  private ContractRows(
      Subscriptions subscriptions,
      List<String> groups,
      List<String> ids,
      LocalDate today,
      List<String> notes) {
    this.subscriptions = subscriptions;
    this.groups = groups;
    this.ids = ids;
    this.today = today;
    this.notes = notes;
  }

  /** Names of columns. */
  record Columns(
      String start,
      String end,
      Optional<String> price,
      Optional<String> group,
      Optional<String> id) {}

  /**
   * Reads them. Rows without a start, that begin in the future, that end before they begin, or
   * without a price where there is one, are left out and told.
   *
   * @param clock says which days are to come
   * @throws UsageException if a column is not there, or is no such column, or no row is left
   */
  static ContractRows of(
      TextTable table,
      Columns columns,
      Optional<LocalDate> until,
      Optional<LocalDate> since,
      Clock clock,
      double periodDays) {
    require(table, "--start", columns.start());
    require(table, "--end", columns.end());
    columns.price().ifPresent(name -> require(table, "--price", name));
    columns.group().ifPresent(name -> require(table, "--group", name));
    columns.id().ifPresent(name -> require(table, "--id", name));
    double[] start;
    double[] end;
    double[] price = new double[table.rows()];
    try {
      start = TypedColumns.days(table, columns.start());
      end = TypedColumns.days(table, columns.end());
      if (columns.price().isPresent()) {
        price = TypedColumns.numbers(table, columns.price().get());
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    double now = LocalDate.now(clock).toEpochDay();
    double today =
        until
            .map(day -> (double) day.toEpochDay())
            .orElseGet(
                () ->
                    Arrays.stream(new double[][] {start, end})
                        .flatMapToDouble(Arrays::stream)
                        .filter(day -> day <= now)
                        .max()
                        .orElse(now));
    double first = since.map(day -> (double) day.toEpochDay()).orElse(Double.NEGATIVE_INFINITY);
    double[] prices = price;
    List<String> notes = new ArrayList<>();
    int[] rows =
        IntStream.range(0, table.rows())
            .filter(i -> start[i] <= today && !(end[i] < start[i]))
            .filter(i -> !(end[i] < first) && Math.abs(prices[i]) <= 1e15)
            .toArray();
    if (rows.length < table.rows()) {
      notes.add(
          "Rows left out: "
              + (table.rows() - rows.length)
              + ", without a start or with one to come, that end before they begin or before --since,"
              + " or without a price");
    }
    if (rows.length == 0) {
      throw new UsageException("Nothing to tell: no row has a start by " + day(today));
    }
    Subscriptions subscriptions =
        Subscriptions.of(
            Arrays.stream(rows).mapToDouble(i -> start[i]).toArray(),
            Arrays.stream(rows).mapToDouble(i -> end[i]).toArray(),
            Arrays.stream(rows).mapToDouble(i -> prices[i]).toArray(),
            today,
            periodDays,
            first);
    return new ContractRows(
        subscriptions,
        columns.group().map(name -> groups(table, name, rows, notes)).orElse(List.of()),
        columns
            .id()
            .map(name -> Arrays.stream(rows).mapToObj(i -> table.cell(i, name)).toList())
            .orElseGet(() -> Arrays.stream(rows).mapToObj(i -> String.valueOf(i + 1)).toList()),
        day(today),
        List.copyOf(notes));
  }

  private static LocalDate day(double day) {
    return LocalDate.ofEpochDay((long) day);
  }

  private static List<String> groups(
      TextTable table, String column, int[] rows, List<String> notes) {
    List<String> words =
        Arrays.stream(rows)
            .mapToObj(i -> table.cell(i, column).strip())
            .map(word -> word.isEmpty() ? "not known" : word)
            .toList();
    Map<String, Integer> counts = new HashMap<>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    if (counts.size() <= MOST_GROUPS) {
      return words;
    }
    Set<String> large =
        new HashSet<>(
            counts.keySet().stream()
                .sorted(
                    Comparator.comparingInt((String word) -> -counts.get(word))
                        .thenComparing(word -> word))
                .limit(MOST_GROUPS - 1)
                .toList());
    notes.add(
        "The " + (counts.size() - large.size()) + " smallest groups are compared as one, others");
    return words.stream().map(word -> large.contains(word) ? word : "others").toList();
  }

  private static void require(TextTable table, String option, String name) {
    if (!table.has(name)) {
      throw new UsageException(
          "Unknown column of "
              + option
              + ": "
              + name
              + " (there are "
              + String.join(", ", table.names())
              + ")");
    }
  }

  int size() {
    return ids.size();
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** What each belongs to; empty where nobody asked. */
  List<String> groups() {
    return groups;
  }

  String id(int i) {
    return ids.get(i);
  }

  /** As of which day the table is. */
  LocalDate today() {
    return today;
  }

  /** What is to be known of the rows, a sentence each. */
  List<String> notes() {
    return notes;
  }
}
