// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.math.summary.Moments;
import io.perennial.value.forecast.Interval;

/**
 * A total before and after, and what lies between, draw by draw.
 *
 * @param before its mean as it is
 * @param beforeInterval where it will be, as it is
 * @param after its mean in the scenario
 * @param afterInterval where it will be, in the scenario
 * @param difference after less before, in the mean
 * @param differenceInterval where the difference will be: much narrower than the other two, since
 *     the same chance is at work before and after
 * @param standardError of {@code difference}, from the number of draws
 */
public record Measure(
    double before,
    Interval beforeInterval,
    double after,
    Interval afterInterval,
    double difference,
    Interval differenceInterval,
    double standardError) {

  /** Of draws before and after, the same chance in the same place, double[draws] each. */
  static Measure of(double[] before, double[] after, double level) {
    double[] apart = new double[before.length];
    for (int d = 0; d < apart.length; d++) {
      apart[d] = after[d] - before[d];
    }
    Moments moments = Moments.of(apart);
    return new Measure(
        Moments.of(before).mean().orElseThrow(),
        Interval.of(before, level),
        Moments.of(after).mean().orElseThrow(),
        Interval.of(after, level),
        moments.mean().orElseThrow(),
        Interval.of(apart, level),
        moments.deviation().orElse(0) / Math.sqrt(apart.length));
  }
}
