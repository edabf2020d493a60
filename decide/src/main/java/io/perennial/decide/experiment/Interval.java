// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

/**
 * Where a number lies, as far as the data tell.
 *
 * @param low its lower end, finite
 * @param high its upper end, finite, not below the lower
 */
public record Interval(double low, double high) {

  public Interval {
    Checked.finite("low", low);
    Checked.finite("high", high);
    if (high < low) {
      throw new IllegalArgumentException(
          "Invalid interval: " + low + " to " + high + " (must ascend)");
    }
  }

  static Interval around(double centre, double half) {
    return new Interval(centre - half, centre + half);
  }

  /** Whether the number may be {@code value}; the ends belong to the interval. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** From end to end. */
  public double width() {
    return high - low;
  }
}
