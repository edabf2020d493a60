// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.summary.StableSum;
import io.perennial.value.history.Observed;
import java.util.Arrays;

/**
 * A customer whom others are compared with: the mean of all.
 *
 * @param repeats mean x, whole
 * @param recencyShare mean t_x / T of those with a repeat
 * @param ageWeeks mean T
 * @param meanSpend mean spend of a repeat purchase, over those who have one
 */
record TypicalHistory(int repeats, double recencyShare, double ageWeeks, double meanSpend) {

  static TypicalHistory of(Observed observed) {
    int[] repeats = observed.repeats();
    double[] recency = observed.recencyWeeks();
    double[] age = observed.ageWeeks();
    double[] spend = observed.meanSpend();
    StableSum shares = new StableSum();
    StableSum money = new StableSum();
    int repeaters = 0;
    for (int i = 0; i < repeats.length; i++) {
      if (repeats[i] > 0) {
        shares.add(recency[i] / age[i]);
        money.add(spend[i]);
        repeaters++;
      }
    }
    int n = Math.max(1, repeats.length);
    return new TypicalHistory(
        (int) Math.rint(Arrays.stream(repeats).asLongStream().sum() / (double) n),
        repeaters == 0 ? 0 : shares.value() / repeaters,
        StableSum.of(age) / n,
        repeaters == 0 ? 0 : money.value() / repeaters);
  }
}
