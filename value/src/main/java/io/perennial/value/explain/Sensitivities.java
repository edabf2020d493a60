// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import java.util.OptionalDouble;

/**
 * What one step of a customer's would do to his forecast, in its unit. As the model sees it: whom
 * one would expect more of, not what makes him buy more.
 */
public final class Sensitivities {

  private final double forecast;
  private final double onePurchase;
  private final double oneSilentWeek;
  private final double perUnitOfMeanSpend;
  private final double halvingWeeks;

  /** {@code halvingWeeks} is below 0 if there are none. */
  Sensitivities(
      double forecast,
      double onePurchase,
      double oneSilentWeek,
      double perUnitOfMeanSpend,
      double halvingWeeks) {
    this.forecast = forecast;
    this.onePurchase = onePurchase;
    this.oneSilentWeek = oneSilentWeek;
    this.perUnitOfMeanSpend = perUnitOfMeanSpend;
    this.halvingWeeks = halvingWeeks;
  }

  /** The forecast as it is. */
  public double forecast() {
    return forecast;
  }

  /** What one more purchase now, of the usual amount, adds. */
  public double onePurchase() {
    return onePurchase;
  }

  /** What one more week without a purchase adds; mostly below 0. */
  public double oneSilentWeek() {
    return oneSilentWeek;
  }

  /** What a unit more of currency in the mean spend adds; 0 where spend is not forecast. */
  public double perUnitOfMeanSpend() {
    return perUnitOfMeanSpend;
  }

  /**
   * After how many more weeks without a purchase half of the forecast is left, > 0; empty if it
   * takes more than a hundred years, as where nobody ever leaves.
   */
  public OptionalDouble halvingWeeks() {
    return halvingWeeks < 0 ? OptionalDouble.empty() : OptionalDouble.of(halvingWeeks);
  }
}
