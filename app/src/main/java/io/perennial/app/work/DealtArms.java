// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.UsageException;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which customer was given which arm, and with which probability: a table of {@code customer_id},
 * {@code arm} and {@code propensity}, by ascending customer.
 *
 * @param customers each once, ascending
 * @param arms their names, the control first
 * @param arm of each customer, from 0
 * @param shares of the arms, as planned
 */
public record DealtArms(
    List<Long> customers, List<String> arms, List<Integer> arm, List<Double> shares) {

  /** Shares may be written with four digits. */
  private static final double ROUNDED = 1e-4;

  public DealtArms {
    customers = List.copyOf(customers);
    arms = List.copyOf(arms);
    arm = List.copyOf(arm);
    shares = List.copyOf(shares);
  }

  /**
   * Reads what {@code perennial experiment deal} wrote.
   *
   * @param control the arm that others are compared with; empty for the one called control
   * @throws UsageException naming the line and what is wrong with it
   */
  public static DealtArms of(TextTable table, String name, String control) {
    for (String column : List.of("customer_id", "arm", "propensity")) {
      if (!table.has(column)) {
        throw new UsageException(
            "Cannot read "
                + name
                + ": there is no column "
                + column
                + " (perennial experiment deal writes customer_id, arm and propensity)");
      }
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    String first = control.isEmpty() ? "control" : control;
    shares.put(first, Double.NaN);
    long[] ids = new long[table.rows()];
    String[] words = new String[table.rows()];
    for (int r = 0; r < ids.length; r++) {
      ids[r] = whole(table.cell(r, "customer_id"), name, r);
      words[r] = table.cell(r, "arm").strip();
      double share = share(table.cell(r, "propensity"), name, r);
      Double before = shares.put(words[r], share);
      if (before != null && Math.abs(before - share) > ROUNDED) { // none is not a number
        throw new UsageException(
            "Cannot read "
                + name
                + ", row "
                + (r + 1)
                + ": propensity "
                + share
                + " of "
                + words[r]
                + ", which was "
                + before
                + " before (an arm has one share: measure what was dealt at different shares apart)");
      }
    }
    if (shares.size() < 2 || shares.containsValue(Double.NaN)) {
      throw new UsageException(
          "Cannot compare: "
              + name
              + " has the arms "
              + String.join(", ", List.of(words).stream().distinct().toList())
              + "; one must be "
              + first
              + " (say --control), and there must be another");
    }
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > shares.size() * ROUNDED) {
      throw new UsageException(
          "Cannot read "
              + name
              + ": the propensities of its arms, "
              + shares
              + ", sum to "
              + sum
              + " (must be 1: all rows that were dealt are needed)");
    }
    List<String> arms = List.copyOf(shares.keySet());
    List<Integer> order =
        IntStream.range(0, ids.length)
            .boxed()
            .sorted(Comparator.comparingLong(r -> ids[r]))
            .toList();
    List<Long> customers = new ArrayList<>();
    List<Integer> arm = new ArrayList<>();
    for (int r : order) {
      if (!customers.isEmpty() && customers.get(customers.size() - 1) == ids[r]) {
        throw new UsageException(
            "Cannot read "
                + name
                + ": customer "
                + ids[r]
                + " stands there twice; whoever is given two arms tells of neither");
      }
      customers.add(ids[r]);
      arm.add(arms.indexOf(words[r]));
    }
    return new DealtArms(customers, arms, arm, List.copyOf(shares.values()));
  }

  /**
   * The same under the numbers that customers have now: who became one with another counts once, if
   * both were given the same arm, and else not at all.
   *
   * @param moved those who have another number now, with it
   */
  DealtArms now(Map<Long, Long> moved) {
    SortedMap<Long, Integer> given = new TreeMap<>();
    Set<Long> torn = new HashSet<>();
    for (int i = 0; i < customers.size(); i++) {
      long now = moved.getOrDefault(customers.get(i), customers.get(i));
      Integer before = given.putIfAbsent(now, arm.get(i));
      if (before != null && !before.equals(arm.get(i))) {
        torn.add(now);
      }
    }
    given.keySet().removeAll(torn);
    return new DealtArms(List.copyOf(given.keySet()), arms, List.copyOf(given.values()), shares);
  }

  /** The same under the numbers that customers of this lake have now. */
  public DealtArms now(Lake lake, Engine engine) {
    Map<Long, Long> moved = CustomersNow.moved(lake, engine, customers);
    return moved.isEmpty() ? this : now(moved);
  }

  private static long whole(String text, String name, int row) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new UsageException(
          "Cannot read "
              + name
              + ", row "
              + (row + 1)
              + ": customer_id "
              + text
              + " is not the number of a customer",
          e);
    }
  }

  private static double share(String text, String name, int row) {
    double share;
    try {
      share = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      share = Double.NaN;
    }
    if (!(share > 0 && share < 1)) {
      throw new UsageException(
          "Cannot read "
              + name
              + ", row "
              + (row + 1)
              + ": propensity "
              + text
              + " (must be above 0 and below 1)");
    }
    return share;
  }
}
