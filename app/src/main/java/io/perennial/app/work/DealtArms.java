// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.UsageException;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      shares.put(words[r], share(table.cell(r, "propensity"), name, r));
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
