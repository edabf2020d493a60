// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The renewal histories of many customers, equal ones counted once. Immutable. */
public final class Renewals {

  private final List<RenewalHistory> histories;
  private final double[] customers;

  private Renewals(Map<RenewalHistory, Double> counted) {
    this.histories = new ArrayList<>(counted.keySet());
    this.customers = counted.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The histories of n customers, in any order. */
  public static Renewals of(List<RenewalHistory> histories) {
    Map<RenewalHistory, Double> counted = new TreeMap<>();
    for (RenewalHistory history : histories) {
      counted.merge(history, 1.0, Double::sum);
    }
    return new Renewals(counted);
  }

  /**
   * One cohort, by how many of it were left: at its beginning, after one renewal, after two.
   *
   * @param survivors descending, >= 0
   */
  public static Renewals ofSurvivors(double... survivors) {
    Map<RenewalHistory, Double> counted = new TreeMap<>();
    for (int t = 0; t < survivors.length; t++) {
      if (!(survivors[t] >= 0 && survivors[t] <= (t == 0 ? 1e15 : survivors[t - 1]))) {
        throw new IllegalArgumentException(
            "Invalid survivors: "
                + survivors[t]
                + " after "
                + t
                + " renewals (must be >= 0 and no"
                + " more than before)");
      }
      if (t > 0 && survivors[t] < survivors[t - 1]) {
        counted.put(new RenewalHistory(0, t, true), survivors[t - 1] - survivors[t]);
      }
    }
    int last = survivors.length - 1;
    if (last >= 0 && survivors[last] > 0) {
      counted.put(new RenewalHistory(0, last, false), survivors[last]);
    }
    return new Renewals(counted);
  }

  /** How many different histories. */
  int size() {
    return histories.size();
  }

  RenewalHistory history(int g) {
    return histories.get(g);
  }

  /** How many customers have history {@code g}. */
  double customers(int g) {
    return customers[g];
  }

  /** How many customers. */
  public double customers() {
    double sum = 0;
    for (double count : customers) {
      sum += count;
    }
    return sum;
  }

  /** How many of them left. */
  public double left() {
    double sum = 0;
    for (int g = 0; g < customers.length; g++) {
      sum += histories.get(g).left() ? customers[g] : 0;
    }
    return sum;
  }

  /** How many different renewals were up for decision: what a curve can be told from. */
  public int decisions() {
    return (int)
        histories.stream()
            .flatMapToInt(h -> IntStream.rangeClosed(h.seen() + 1, h.periods()))
            .distinct()
            .count();
  }
}
