// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.quadrature.BetaExpectation;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;

/**
 * What a customer still there is worth: for k = 1 it depends on x and T but not on t_x, and so is
 * computed once for each different (x, T).
 */
final class WorthByAge {

  private WorthByAge() {}

  /** What a customer who is still there is worth, given the distribution of p after x repeats. */
  @FunctionalInterface
  interface IfAlive {
    double of(PurchaseHistory history, BetaExpectation p);
  }

  static double[] of(BetaGeometricModel model, GroupedHistories histories, IfAlive ifAlive) {
    int groups = histories.size();
    int[] first = new int[groups]; // the first group with the same value
    int[] distinct = new int[groups];
    int count = 0;
    int[] seen = new int[histories.times().length];
    int start = 0;
    for (int g = 0; g < groups; g++) {
      boolean newRepeats = g == 0 || histories.repeats(g) != histories.repeats(g - 1);
      if (newRepeats) {
        start = g;
      }
      int at = seen[histories.ageRank(g)] - 1;
      boolean same =
          model.regularity() == 1 && at >= start && histories.ageRank(at) == histories.ageRank(g);
      first[g] = same ? at : g;
      if (!same) {
        seen[histories.ageRank(g)] = g + 1;
        distinct[count++] = g;
      }
    }
    double[] worth = new double[groups];
    Chunks.forEach(
        count,
        32,
        (from, to) -> {
          BetaExpectation p = null;
          for (int i = from; i < to; i++) {
            int g = distinct[i];
            int x = histories.repeats(g);
            if (p == null || histories.repeats(distinct[i - 1]) != x) {
              p = model.leaving(x);
            }
            worth[g] = ifAlive.of(histories.history(g), p);
          }
        });
    for (int g = 0; g < groups; g++) {
      worth[g] = worth[first[g]];
    }
    return worth;
  }
}
