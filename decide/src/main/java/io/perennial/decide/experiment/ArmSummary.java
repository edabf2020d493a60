// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.summary.Moments;

/**
 * What a test of means needs to know of an arm. Enough to test at any time without the units.
 *
 * @param count of units
 * @param mean of their outcomes; 0 without a unit
 * @param variance of their outcomes, divided by n - 1; 0 below two units
 */
public record ArmSummary(long count, double mean, double variance) {

  public ArmSummary {
    Checked.count("count", count);
    Checked.finite("mean", mean);
    Checked.notNegative("variance", variance);
  }

  /** The summary of these outcomes. */
  public static ArmSummary of(double... outcomes) {
    return of(Moments.of(outcomes));
  }

  /** The summary of what was seen. */
  public static ArmSummary of(Moments moments) {
    return new ArmSummary(moments.count(), moments.mean().orElse(0), moments.variance().orElse(0));
  }

  /** The summary of a yes-or-no outcome of which {@code successes} are yes. */
  public static ArmSummary ofSuccesses(long successes, long count) {
    Proportion proportion = new Proportion(successes, count);
    double p = proportion.value();
    return new ArmSummary(count, p, count < 2 ? 0 : p * (1 - p) * count / (count - 1));
  }

  /** The mean with its standard error. */
  public Estimate estimate() {
    return new Estimate(count, mean, count < 2 ? 0 : StrictMath.sqrt(variance / count));
  }
}
