// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * How popularity is counted.
 *
 * @param windowDays purchases of so many days before the end count, at least 1
 * @param halfLifeDays after which a purchase counts half; infinite for all the same
 */
public record PopularityConfig(int windowDays, double halfLifeDays) {

  public PopularityConfig {
    if (windowDays < 1) {
      throw new IllegalArgumentException(
          "Invalid popularity window: " + windowDays + " days (must be >= 1)");
    }
    Decay.check("half-life of popularity", halfLifeDays);
  }

  /** A year, half after a week: the goods of a season come and go. */
  public static PopularityConfig defaults() {
    return new PopularityConfig(365, 7);
  }

  /** All purchases of the last {@code days}, each the same. */
  public static PopularityConfig ofWindow(int days) {
    return new PopularityConfig(days, Double.POSITIVE_INFINITY);
  }

  /** All purchases ever, each the same. */
  public static PopularityConfig ever() {
    return ofWindow(Integer.MAX_VALUE);
  }
}
