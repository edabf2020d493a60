// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * Chooses one after another what is relevant and unlike what was chosen before: maximal marginal
 * relevance, Carbonell and Goldstein (SIGIR 1998). O(chosen times candidates).
 */
final class Variety {

  private Variety() {}

  /**
   * The candidates chosen, in their order; of equal ones the lower number first.
   *
   * @param size how many to choose, at most
   * @param relevance of each candidate, within [0, 1]
   * @param diversity within [0, 1]: what likeness to a chosen one takes from relevance
   */
  static int[] choose(int size, double[] relevance, double diversity, ItemLikeness likeness) {
    int n = relevance.length;
    int[] chosen = new int[Math.min(size, n)];
    double[] nearest = new double[n];
    boolean[] taken = new boolean[n];
    for (int k = 0; k < chosen.length; k++) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        double value = (1 - diversity) * relevance[i] - diversity * nearest[i];
        if (!taken[i] && value > most) {
          most = value;
          best = i;
        }
      }
      chosen[k] = best;
      taken[best] = true;
      for (int i = 0; i < n; i++) {
        if (!taken[i] && diversity > 0) {
          nearest[i] = Math.max(nearest[i], likeness.likeness(best, i));
        }
      }
    }
    return chosen;
  }
}
