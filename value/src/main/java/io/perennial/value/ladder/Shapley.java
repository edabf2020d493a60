// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/** Shapley values of a game of few players, by their definition. Stateless. */
final class Shapley {

  private Shapley() {}

  /**
   * The mean over all orders of what player {@code f} adds. Source: Shapley (1953).
   *
   * @param worth of each set of players, as bits, double[2^k]
   */
  static double value(double[] worth, int k, int f) {
    double sum = 0;
    for (int set = 0; set < worth.length; set++) {
      if ((set >> f & 1) == 0) {
        int size = Integer.bitCount(set);
        sum += (worth[set | 1 << f] - worth[set]) / (k * choose(k - 1, size));
      }
    }
    return sum;
  }

  private static double choose(int n, int k) {
    double ways = 1;
    for (int i = 0; i < k; i++) {
      ways = ways * (n - i) / (i + 1);
    }
    return ways;
  }
}
