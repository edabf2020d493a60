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
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    double tail = (1 - level) / 2;
    int lower = (int) Math.floor(tail * sorted.length);
    int upper = sorted.length - 1 - lower;
    return new Interval(sorted[Math.min(lower, upper)], sorted[Math.max(lower, upper)]);
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
