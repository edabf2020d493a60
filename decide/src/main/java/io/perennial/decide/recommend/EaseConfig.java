// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * How EASE is learned.
 *
 * @param regularisation lambda, added to the diagonal, in customers; above 0
 * @param mostItems the items that most customers bought lately, at most so many: memory is 4 bytes
 *     times its square, time its cube; others are never recommended
 * @param halfLifeDays after which what a customer bought says half as much of what comes next
 * @param trendHalfLifeDays after which a purchase counts half in learning what goes with what
 * @param mostOfCustomer items of a customer that are learned from, those bought last
 */
public record EaseConfig(
    double regularisation,
    int mostItems,
    double halfLifeDays,
    double trendHalfLifeDays,
    int mostOfCustomer) {

  public EaseConfig {
    if (!(regularisation > 0 && regularisation <= 1e12)) {
      throw new IllegalArgumentException(
          "Invalid regularisation: " + regularisation + " (must be > 0 and at most 1e12)");
    }
    if (mostItems < 1 || mostItems > 20_000) {
      throw new IllegalArgumentException(
          "Invalid most items: " + mostItems + " (must be within [1, 20000])");
    }
    Decay.check("half-life of a purchase", halfLifeDays);
    Decay.check("half-life of a trend", trendHalfLifeDays);
    if (mostOfCustomer < 1) {
      throw new IllegalArgumentException(
          "Invalid most items of a customer: " + mostOfCustomer + " (must be >= 1)");
    }
  }

  /** Lambda 100, 1,500 items; a purchase says half after 60 days, and teaches half after 20. */
  public static EaseConfig defaults() {
    return new EaseConfig(100, 1_500, 60, 20, 2_000);
  }
}
