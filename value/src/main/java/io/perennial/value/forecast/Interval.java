// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import java.util.Arrays;
import java.util.Locale;

/**
 * The middle of a predictive distribution.
 *
 * @param lower the quantile with half of the rest below
 * @param upper the quantile with half of the rest above
 */
public record Interval(double lower, double upper) {

  private static final int COUNTED = 128;

  /**
   * The central interval of {@code draws}; its ends are draws, so that counts stay whole.
   *
   * @param level the share of draws inside, at least; within (0, 1)
   */
  public static Interval of(double[] draws, double level) {
    if (draws.length == 0 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid interval: "
              + draws.length
              + " draws, level "
              + level
              + " (must be within (0, 1))");
    }
    double tail = (1 - level) / 2;
    int below = (int) Math.floor(tail * draws.length + 1e-9); // 1 - 0.9 is a little below 0.1
    int lower = Math.min(below, draws.length - 1 - below);
    int upper = Math.max(below, draws.length - 1 - below);
    int[] counts = new int[COUNTED];
    if (!count(draws, counts)) {
      double[] sorted = draws.clone();
      Arrays.sort(sorted);
      return new Interval(sorted[lower], sorted[upper]);
    }
    return new Interval(place(counts, lower), place(counts, upper));
  }

  /** Counts small whole numbers, faster than sorting them; false if there are others. */
  private static boolean count(double[] draws, int[] counts) {
    for (double draw : draws) {
      int whole = (int) draw;
      if (whole != draw || whole < 0 || whole >= counts.length) {
        return false;
      }
      counts[whole]++;
    }
    return true;
  }

  private static int place(int[] counts, int rank) {
    int value = 0;
    int seen = counts[0];
    while (seen <= rank) {
      value++;
      seen += counts[value];
    }
    return value;
  }

  /** As in {@code 0 to 3}, with two decimals where an end is not whole. */
  @Override
  public String toString() {
    return number(lower) + " to " + number(upper);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
  }

  /** Whether {@code value} is inside, ends included. */
  public boolean contains(double value) {
    return value >= lower && value <= upper;
  }
}
