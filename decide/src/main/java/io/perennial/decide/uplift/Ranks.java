// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Where values stand among each other. */
final class Ranks {

  private Ranks() {}

  /** The share of the values that come before, the largest first, within (0, 1); ties share. */
  static double[] descending(double[] values) {
    int n = values.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -(values[i] + 0.0)))
            .mapToInt(i -> i)
            .toArray();
    double[] place = new double[n];
    int from = 0;
    while (from < n) {
      int to = from;
      while (to < n && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        place[order[i]] = (from + to) / 2.0 / n;
      }
      from = to;
    }
    return place;
  }
}
