// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How well scores put lives in order: of all pairs of which it is known who left first, the share
 * in which that one had the higher score, equal scores counting half. Source: Harrell et al.
 * (1982). Stateless.
 */
public final class Concordance {

  private Concordance() {}

  /**
   * Harrell's C, in [0, 1], 0.5 for scores that tell nothing; empty if no pair can be compared.
   * Entry is not looked at. O(n log n).
   *
   * @param scores the higher, the earlier one leaves: double[n], not NaN
   */
  public static OptionalDouble of(Durations lives, double[] scores) {
    int n = lives.size();
    if (scores.length != n) {
      throw new IllegalArgumentException(
          "Invalid scores: " + scores.length + " for " + n + " lives (must be as many)");
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("Row " + i + ": Invalid score: NaN");
      }
      values[i] = scores[i] + 0.0; // -0 is 0
    }
    double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
    long[] tree = new long[distinct.length + 1];
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(lives::time).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double better = 0;
    double pairs = 0;
    long later = 0;
    for (int a = 0; a < n; ) {
      int b = a;
      double now = lives.time(order[a]);
      while (b < n && lives.time(order[b]) == now) {
        b++;
      }
      // those watched beyond an end, also those lost from sight at its very time, left later
      for (int k = a; k < b; k++) {
        if (!lives.isEnded(order[k])) {
          add(tree, distinct, values[order[k]]);
          later++;
        }
      }
      for (int k = a; k < b; k++) {
        if (lives.isEnded(order[k])) {
          int place = Arrays.binarySearch(distinct, values[order[k]]);
          long below = upTo(tree, place);
          long equal = upTo(tree, place + 1) - below;
          better += below + 0.5 * equal;
          pairs += later;
        }
      }
      for (int k = a; k < b; k++) {
        if (lives.isEnded(order[k])) {
          add(tree, distinct, values[order[k]]);
          later++;
        }
      }
      a = b;
    }
    return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(better / pairs);
  }

  private static void add(long[] tree, double[] distinct, double value) {
    for (int i = Arrays.binarySearch(distinct, value) + 1; i < tree.length; i += i & -i) {
      tree[i]++;
    }
  }

  private static long upTo(long[] tree, int place) {
    long sum = 0;
    for (int i = place; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }
}
