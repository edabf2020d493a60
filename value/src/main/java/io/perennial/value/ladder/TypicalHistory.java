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
 * @param meanSpend mean over customers of what a purchase of theirs was worth
 */
record TypicalHistory(int repeats, double recencyShare, double ageWeeks, double meanSpend) {

  static TypicalHistory of(Cases cases) {
    Observed observed = cases.observed();
    SpendSeen seen = SpendSeen.of(cases);
    int[] repeats = observed.repeats();
    double[] recency = observed.recencyWeeks();
    double[] age = observed.ageWeeks();
    StableSum shares = new StableSum();
    StableSum money = new StableSum();
    int repeaters = 0;
    int spenders = 0;
    for (int i = 0; i < repeats.length; i++) {
      if (repeats[i] > 0) {
        shares.add(recency[i] / age[i]);
        repeaters++;
      }
      if (seen.purchases(i) > 0) {
        money.add(seen.mean(i));
        spenders++;
      }
    }
    int n = Math.max(1, repeats.length);
    return new TypicalHistory(
        (int) Math.rint(Arrays.stream(repeats).asLongStream().sum() / (double) n),
        repeaters == 0 ? 0 : shares.value() / repeaters,
        StableSum.of(age) / n,
        spenders == 0 ? 0 : money.value() / spenders);
  }
}
