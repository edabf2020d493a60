// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * How repurchases are timed.
 *
 * @param horizonDays within which a repurchase is asked for, at least 1
 * @param itemPrior gaps of all items that an item's own are mixed with, above 0
 * @param customerPrior gaps of the item that a customer's own are mixed with, above 0
 */
public record ReplenishmentConfig(int horizonDays, double itemPrior, double customerPrior) {

  public ReplenishmentConfig {
    if (horizonDays < 1) {
      throw new IllegalArgumentException(
          "Invalid horizon of repurchases: " + horizonDays + " days (must be >= 1)");
    }
    if (!(itemPrior > 0 && itemPrior <= 1e9)) {
      throw new IllegalArgumentException(
          "Invalid prior of an item: " + itemPrior + " gaps (must be > 0 and at most 1e9)");
    }
    if (!(customerPrior > 0 && customerPrior <= 1e9)) {
      throw new IllegalArgumentException(
          "Invalid prior of a customer: " + customerPrior + " gaps (must be > 0 and at most 1e9)");
    }
  }

  /** Four weeks; 20 gaps of all items, 3 of the item. */
  public static ReplenishmentConfig defaults() {
    return new ReplenishmentConfig(28, 20, 3);
  }
}
