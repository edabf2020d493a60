// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.value.forecast.Interval;

/**
 * What to ask for a product.
 *
 * @param price best within the limits, in money; the price of now where it is kept
 * @param move whether it is another than that of now
 * @param units to expect in a period at {@code price}
 * @param earned what those bring: the margin, or the revenue where the cost is not known
 * @param gain over the price of now, a period
 * @param gainInterval that the gain is in, as far as the elasticity is uncertain, with the
 *     probability of the elasticity's interval
 * @param chance that the gain is above 0; 0 where the price is kept
 * @param objective what is greatest
 * @param reason for it, in words
 */
public record PriceAdvice(
    double price,
    Move move,
    UnitsForecast units,
    double earned,
    double gain,
    Interval gainInterval,
    double chance,
    Objective objective,
    String reason) {

  /** What to do with a price. */
  public enum Move {
    RAISE,
    LOWER,
    KEEP
  }

  /** What is made greatest. */
  public enum Objective {
    /** Price less cost, times units. */
    MARGIN("margin"),
    /** Price times units: the cost is not known. */
    REVENUE("revenue");

    private final String word;

    Objective(String word) {
      this.word = word;
    }

    /** The word for it. */
    public String word() {
      return word;
    }
  }
}
