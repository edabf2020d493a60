// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.value.Discounting;

/**
 * How scenarios are projected.
 *
 * @param horizonWeeks purchases after it do not count, > 0 and finite
 * @param yearlyInterest at which money to come is worth less now, as a share, >= 0
 * @param margin what is left of a unit of spend, within [0, 1]
 * @param draws of each customer's future, >= 2
 * @param parameterDraws sets of parameters that the draws share, within [1, draws]
 * @param level of intervals, within (0, 1)
 * @param seed of all chance
 */
public record WhatIfConfig(
    double horizonWeeks,
    double yearlyInterest,
    double margin,
    int draws,
    int parameterDraws,
    double level,
    long seed) {

  public WhatIfConfig {
    Discounting.checkHorizon(horizonWeeks);
    if (horizonWeeks == 0) {
      throw new IllegalArgumentException("Invalid value.what-if.horizon-weeks: 0 (must be > 0)");
    }
    if (!(yearlyInterest >= 0 && yearlyInterest < 1e6)) {
      throw new IllegalArgumentException(
          "Invalid value.what-if.interest: " + yearlyInterest + " (must be >= 0 and finite)");
    }
    if (!(margin >= 0 && margin <= 1)) {
      throw new IllegalArgumentException(
          "Invalid value.what-if.margin: " + margin + " (must be within [0, 1])");
    }
    if (draws < 2 || parameterDraws < 1 || parameterDraws > draws) {
      throw new IllegalArgumentException(
          "Invalid value.what-if.draws: "
              + draws
              + " of "
              + parameterDraws
              + " sets of parameters (must be >= 2, and at least 1 set and at most one a draw)");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid value.what-if.level: " + level + " (must be within (0, 1))");
    }
  }

  /** A year, at 15 %, in revenue; 200 draws of 50 sets of parameters; 90 % intervals. */
  public static WhatIfConfig defaults() {
    return new WhatIfConfig(52, 0.15, 1, 200, 50, 0.9, 1);
  }

  public WhatIfConfig withHorizonWeeks(double weeks) {
    return new WhatIfConfig(weeks, yearlyInterest, margin, draws, parameterDraws, level, seed);
  }

  public WhatIfConfig withMargin(double share) {
    return new WhatIfConfig(
        horizonWeeks, yearlyInterest, share, draws, parameterDraws, level, seed);
  }

  public WhatIfConfig withInterest(double yearly) {
    return new WhatIfConfig(horizonWeeks, yearly, margin, draws, parameterDraws, level, seed);
  }

  public WhatIfConfig withDraws(int count, int ofParameters) {
    return new WhatIfConfig(horizonWeeks, yearlyInterest, margin, count, ofParameters, level, seed);
  }

  public WhatIfConfig withSeed(long number) {
    return new WhatIfConfig(
        horizonWeeks, yearlyInterest, margin, draws, parameterDraws, level, number);
  }

  /** In one line, equal for equal configurations. */
  public String text() {
    return "horizon "
        + Texts.number(horizonWeeks)
        + " weeks, interest "
        + Texts.number(yearlyInterest)
        + ", margin "
        + Texts.number(margin)
        + ", "
        + draws
        + " draws of "
        + parameterDraws
        + " sets of parameters, level "
        + Texts.number(level)
        + ", seed "
        + seed;
  }
}
