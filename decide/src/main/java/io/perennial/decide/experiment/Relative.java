// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.Optional;

/**
 * An effect as a share of the control's value: .05 is 5 % more.
 *
 * @param change treatment / control - 1
 * @param interval of the change
 */
public record Relative(double change, Interval interval) {

  /**
   * The ratio of two independent normal estimates, minus 1. The interval holds 0 exactly where that
   * of the difference does. Source: Fieller, "Some problems in interval estimation" (JRSS B, 1954).
   *
   * @param critical how many standard errors the interval reaches to either side
   * @return empty where the control is not above 0 by more than chance: no ratio is excluded then
   */
  static Optional<Relative> of(Estimate control, Estimate treatment, double critical) {
    double base = control.value();
    double baseReach = critical * control.standardError();
    if (!(base > baseReach)) {
      return Optional.empty();
    }
    // all in units of the control, so that squares of large numbers do not overflow
    double ratio = treatment.value() / base;
    double g = baseReach / base;
    double h = critical * treatment.standardError() / base;
    double a = 1 - g * g;
    double root = StrictMath.sqrt(StrictMath.max(0, h * h * a + ratio * ratio * g * g));
    double low = (ratio - root) / a - 1;
    double high = (ratio + root) / a - 1;
    return Double.isFinite(low) && Double.isFinite(high)
        ? Optional.of(new Relative(ratio - 1, new Interval(low, high)))
        : Optional.empty();
  }
}
