// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import io.perennial.value.Discounting;
import io.perennial.value.choose.ChoiceConfig;
import io.perennial.value.forecast.ValuationConfig;

/**
 * How far to look back and ahead.
 *
 * @param holdoutWeeks length of each hold-out; 0 takes a third of what is observed, at most 39
 *     weeks
 * @param origins at most so many hold-outs, one before the other
 * @param forecastWeeks how far purchases and value are forecast, with intervals; 1 to 520
 * @param weeklyRate continuous discount rate, &gt; 0
 * @param margin what is left of a unit of spend, within (0, 1]
 * @param level of the intervals, within (0, 1)
 * @param seed of all chance
 */
public record AnswerConfig(
    int holdoutWeeks,
    int origins,
    int forecastWeeks,
    double weeklyRate,
    double margin,
    double level,
    long seed) {

  /** Draws of all customers together, so that a large base does not take for ever. */
  private static final long DRAWS = 20_000_000;

  /** Probabilities that are held at once, so that a large base does not take all memory. */
  private static final long PARAMETER_VALUES = 100_000_000;

  public AnswerConfig {
    if (holdoutWeeks < 0) {
      throw new IllegalArgumentException(
          "Invalid value.holdout-weeks: " + holdoutWeeks + " (must be >= 0)");
    }
    if (origins < 1) {
      throw new IllegalArgumentException("Invalid value.origins: " + origins + " (must be >= 1)");
    }
    if (forecastWeeks < 1 || forecastWeeks > 520) {
      throw new IllegalArgumentException(
          "Invalid value.forecast-weeks: " + forecastWeeks + " (must be within [1, 520])");
    }
    Discounting.check(weeklyRate, Double.POSITIVE_INFINITY);
    if (!(margin > 0 && margin <= 1)) {
      throw new IllegalArgumentException(
          "Invalid value.margin: " + margin + " (must be above 0 and at most 1)");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid value.level: " + level + " (must be within (0, 1))");
    }
  }

  /** A year ahead at 15 % a year, in revenue, with intervals of 90 %; three origins; seed 1. */
  public static AnswerConfig defaults() {
    return new AnswerConfig(0, 3, 52, ValuationConfig.defaults().weeklyRate(), 1, 0.9, 1);
  }

  public AnswerConfig withHoldoutWeeks(int weeks) {
    return new AnswerConfig(weeks, origins, forecastWeeks, weeklyRate, margin, level, seed);
  }

  public AnswerConfig withSeed(long number) {
    return new AnswerConfig(
        holdoutWeeks, origins, forecastWeeks, weeklyRate, margin, level, number);
  }

  int drawsOf(int customers) {
    return (int) Math.max(100, Math.min(400, DRAWS / Math.max(1, customers)));
  }

  /** Each takes 8 bytes for each group of equal histories. */
  int parameterDrawsOf(int groups) {
    return (int) Math.max(10, Math.min(50, PARAMETER_VALUES / Math.max(1, groups)));
  }

  ChoiceConfig choice() {
    return new ChoiceConfig(100, 5_000, seed);
  }

  /** The hold-out for {@code weeks} of observation, in weeks; 0 when there is no room for one. */
  public int holdoutOf(double weeks) {
    int room = (int) Math.min(39, weeks / 3);
    int wanted = holdoutWeeks == 0 ? room : holdoutWeeks;
    return wanted < weeks ? wanted : 0;
  }
}
