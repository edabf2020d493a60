// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import java.util.Arrays;

/** What the measures ask of their columns, and the orders they share. */
final class Columns {

  private Columns() {}

  /** Refuses columns that are empty, of different length, or hold a number that is not finite. */
  static void check(double[] predicted, double[] actual) {
    if (predicted.length != actual.length || predicted.length == 0) {
      throw new IllegalArgumentException(
          "Cannot compare a forecast: "
              + predicted.length
              + " predicted and "
              + actual.length
              + " actual values (must be as many, and at least 1)");
    }
    for (int i = 0; i < predicted.length; i++) {
      if (!Double.isFinite(predicted[i]) || !Double.isFinite(actual[i])) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid values: predicted "
                + predicted[i]
                + ", actual "
                + actual[i]
                + " (must be finite)");
      }
    }
  }

  /** The rows in ascending order of {@code values}; rows with equal values keep their order. */
  static int[] ascending(double[] values) {
    int n = values.length;
    double[] sorted = new double[n];
    for (int i = 0; i < n; i++) {
      sorted[i] = values[i] + 0.0; // -0 is 0
    }
    double[] keys = sorted.clone();
    Arrays.parallelSort(sorted);
    int[] taken = new int[n];
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int at = firstAtLeast(sorted, keys[i]);
      order[at + taken[at]++] = i;
    }
    return order;
  }

  private static int firstAtLeast(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Ranks from 1, equal values sharing the mean of their places. */
  static double[] ranks(double[] values) {
    int[] order = ascending(values);
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int k = from; k < to; k++) {
        ranks[order[k]] = 0.5 * (from + 1 + to);
      }
      from = to;
    }
    return ranks;
  }
}
