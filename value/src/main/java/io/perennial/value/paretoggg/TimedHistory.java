// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretoggg;

import io.perennial.value.PurchaseHistory;

/**
 * A history and what it says of regularity.
 *
 * @param history x, t_x, T
 * @param sumOfLogIntervals sum over the repeat purchases of the logarithm of the weeks since the
 *     purchase before; 0 without a repeat
 */
public record TimedHistory(PurchaseHistory history, double sumOfLogIntervals) {

  public TimedHistory {
    int x = history.repeats();
    if (!Double.isFinite(sumOfLogIntervals) || (x == 0 && sumOfLogIntervals != 0)) {
      throw new IllegalArgumentException(
          "Invalid sum of log intervals: "
              + sumOfLogIntervals
              + " (must be finite, and 0 without a repeat)");
    }
    // the mean of logarithms is at most the logarithm of the mean
    if (x > 0 && sumOfLogIntervals > x * Math.log(history.recencyWeeks() / x) + 1e-6 * (1 + x)) {
      throw new IllegalArgumentException(
          "Invalid sum of log intervals: "
              + sumOfLogIntervals
              + " (cannot exceed that of "
              + x
              + " equal intervals within "
              + history.recencyWeeks()
              + " weeks)");
    }
  }
}
