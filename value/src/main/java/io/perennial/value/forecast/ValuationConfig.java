// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import io.perennial.value.Discounting;

/**
 * How purchases to come are turned into value.
 *
 * @param horizonWeeks purchases after it do not count; may be infinite
 * @param weeklyRate continuous discount rate; &gt; 0 with an infinite horizon
 * @param forecastWeeks the weeks for which purchases are forecast, finite
 * @param margin what is left of a unit of spend, within (0, 1]; 1 gives the value in revenue
 */
public record ValuationConfig(
    double horizonWeeks, double weeklyRate, double forecastWeeks, double margin) {

  public ValuationConfig {
    Discounting.check(weeklyRate, horizonWeeks);
    Discounting.checkHorizon(forecastWeeks);
    if (!(margin > 0 && margin <= 1)) {
      throw new IllegalArgumentException(
          "Invalid value.margin: " + margin + " (must be above 0 and at most 1)");
    }
  }

  /** All time to come, at 15 % a year, in revenue; purchases of a year. */
  public static ValuationConfig defaults() {
    return new ValuationConfig(Double.POSITIVE_INFINITY, Discounting.weeklyRate(0.15), 52, 1);
  }

  public ValuationConfig withHorizonWeeks(double weeks) {
    return new ValuationConfig(weeks, weeklyRate, forecastWeeks, margin);
  }

  public ValuationConfig withWeeklyRate(double rate) {
    return new ValuationConfig(horizonWeeks, rate, forecastWeeks, margin);
  }

  public ValuationConfig withForecastWeeks(double weeks) {
    return new ValuationConfig(horizonWeeks, weeklyRate, weeks, margin);
  }

  public ValuationConfig withMargin(double share) {
    return new ValuationConfig(horizonWeeks, weeklyRate, forecastWeeks, share);
  }
}
