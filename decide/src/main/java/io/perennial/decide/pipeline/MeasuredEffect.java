// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.math.distribution.Normal;
import java.util.Locale;

/**
 * What is known of an action's mean effect, or of that of all together.
 *
 * @param addressed customers, and {@code compared} those for whom nothing was decided
 * @param prior margin that is believed to come of those addressed: by the experiment, else what the
 *     playbook as it is now said of them; not a number: none
 * @param sure standard error of what an experiment told before; not a number where it is a guess
 * @param mean margin that came by comparison; not a number until it is measured
 * @param error its standard error, likewise
 */
record MeasuredEffect(
    String action,
    long addressed,
    long compared,
    double prior,
    double sure,
    double mean,
    double error) {

  /** Fewer on a side say nothing. */
  static final int LEAST = 50;

  private static final double LEVEL = 0.9;

  /** A prior's scale is believed to be 1 ± this. */
  private static final double BELIEVED = 1;

  /**
   * By comparing two sides.
   *
   * @param margin of a unit of spend
   */
  static MeasuredEffect of(
      String action, Side with, Side without, double prior, double sure, double margin) {
    if (with.count() < LEAST || without.count() < LEAST) {
      return new MeasuredEffect(
          action, with.count(), without.count(), prior, sure, Double.NaN, Double.NaN);
    }
    return new MeasuredEffect(
        action,
        with.count(),
        without.count(),
        prior,
        sure,
        margin * (with.mean() - without.mean()),
        margin * Math.sqrt(with.variance() + without.variance()));
  }

  boolean isMeasured() {
    return Double.isFinite(error);
  }

  /** Whether an experiment told what is believed. */
  boolean isTried() {
    return sure > 0;
  }

  /** Whether what was measured changes what is believed. */
  boolean corrects() {
    return isMeasured() && error > 0 && (isTried() || prior > 0);
  }

  /** What was believed and what was measured, by precision; the former where nothing was. */
  double mean(double believed) {
    if (!corrects()) {
      return believed;
    }
    double spread = (isTried() ? sure : BELIEVED * prior) / error;
    double precision = spread * spread;
    return Double.isInfinite(precision) ? mean : (believed + precision * mean) / (1 + precision);
  }

  /** What a prior above 0 is multiplied by: what was measured moves it, never below 0. */
  double scale() {
    return corrects() && prior > 0 ? Math.max(0, mean(prior) / prior) : 1;
  }

  private static double half() {
    return Normal.standard().quantile((1 + LEVEL) / 2);
  }

  double lower() {
    return mean - half() * error;
  }

  double upper() {
    return mean + half() * error;
  }

  String words() {
    if (!isMeasured()) {
      return Double.isNaN(prior) && action.equals(Evidence.ALL)
          ? "Not measured yet: too few were held out, or no window is over."
          : String.format(
              Locale.ROOT,
              "Not measured yet: %,d addressed and %,d compared (%d of each are needed); the %s"
                  + " holds.",
              addressed,
              compared,
              LEAST,
              isTried() ? "experiment" : "prior");
    }
    if (lower() > 0) {
      return "It brings more than doing nothing.";
    }
    return upper() < 0
        ? "It does harm: those who were left alone brought more."
        : "Whether it brings anything cannot be told yet.";
  }
}
