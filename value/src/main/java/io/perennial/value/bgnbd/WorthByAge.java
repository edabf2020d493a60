// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.quadrature.BetaExpectation;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;

/**
 * What a customer still there is worth. Given the steps done since the last purchase (none where k
 * = 1) it depends on x and T but not on t_x, and so is computed once for each different (x, T).
 */
final class WorthByAge {

  private WorthByAge() {}

  /** What a customer who is still there is worth, for each number of steps done, double[k]. */
  @FunctionalInterface
  interface ByPhase {
    double[] of(PurchaseHistory history, BetaExpectation p);
  }

  static double[] of(BetaGeometricModel model, GroupedHistories histories, ByPhase byPhase) {
    int groups = histories.size();
    int[] first = new int[groups]; // for each group, its place among the different (x, T)
    int[] distinct = new int[groups];
    int count = 0;
    int[] seen = new int[histories.times().length];
    int start = 0;
    for (int g = 0; g < groups; g++) {
      if (g == 0 || histories.repeats(g) != histories.repeats(g - 1)) {
        start = count;
      }
      int age = histories.ageRank(g);
      int at = seen[age] - 1;
      boolean same = at >= start && histories.ageRank(distinct[at]) == age;
      if (!same) {
        seen[age] = count + 1;
        distinct[count] = g;
        at = count++;
      }
      first[g] = at;
    }
    double[][] worth = new double[count][];
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
            worth[i] = byPhase.of(histories.history(g), p);
          }
        });
    double[] values = new double[groups];
    Chunks.forEach(
        groups,
        4_096,
        (from, to) -> {
          for (int g = from; g < to; g++) {
            double[] phases = worth[first[g]];
            values[g] = phases.length == 1 ? phases[0] : mixed(model, histories.history(g), phases);
          }
        });
    return values;
  }

  private static double mixed(BetaGeometricModel model, PurchaseHistory history, double[] worth) {
    Phases phases = Phases.of(model, history);
    double sum = 0;
    for (int j = 0; j < worth.length; j++) {
      sum += phases.share(j) * worth[j];
    }
    return sum;
  }
}
