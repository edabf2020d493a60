// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/** The places of draws in their own ascending order, ties in an order of chance. Stateless. */
final class Places {

  private Places() {}

  /** The place of each draw within [0, n), a permutation. O(n log n). */
  static int[] of(double[] draws, RandomStream random) {
    int n = draws.length;
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    int[] taken = new int[n];
    int[] order = shuffled(n, random);
    int[] places = new int[n];
    for (int d : order) {
      int first = firstAtLeast(sorted, draws[d]);
      places[d] = first + taken[first]++;
    }
    return places;
  }

  static int[] shuffled(int n, RandomStream random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int k = random.nextInt(i + 1);
      order[i] = order[k];
      order[k] = i;
    }
    return order;
  }

  static int firstAtLeast(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
