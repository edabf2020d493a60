// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import io.perennial.value.Discounting;

/**
 * How purchases to come are turned into value.
 *
 * @param horizonWeeks purchases after it do not count; may be infinite
 * @param weeklyRate continuous discount rate; &gt; 0 with an infinite horizon
 * @param margin what is left of a unit of spend, within (0, 1]; 1 gives the value in revenue
 */
public record ValuationConfig(double horizonWeeks, double weeklyRate, double margin) {

  public ValuationConfig {
    Discounting.check(weeklyRate, horizonWeeks);
    if (!(margin > 0 && margin <= 1)) {
      throw new IllegalArgumentException(
          "Invalid value.margin: " + margin + " (must be above 0 and at most 1)");
    }
  }

  /** All time to come, at 15 % a year, in revenue. */
  public static ValuationConfig defaults() {
    return new ValuationConfig(Double.POSITIVE_INFINITY, Discounting.weeklyRate(0.15), 1);
  }

  public ValuationConfig withHorizonWeeks(double weeks) {
    return new ValuationConfig(weeks, weeklyRate, margin);
  }

  public ValuationConfig withWeeklyRate(double rate) {
    return new ValuationConfig(horizonWeeks, rate, margin);
  }

  public ValuationConfig withMargin(double share) {
    return new ValuationConfig(horizonWeeks, weeklyRate, share);
  }
}
