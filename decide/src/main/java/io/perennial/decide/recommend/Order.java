// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Orders of rows and of scores. */
final class Order {

  private Order() {}

  /**
   * The rows in the order of their keys, equals as they were in {@code before}. O(rows + bound).
   *
   * @param before an order of all rows; null for that of their numbers
   * @param key of each row, within [0, bound)
   */
  static int[] stable(int @Nullable [] before, int[] key, int bound) {
    int[] next = new int[bound + 1];
    for (int k : key) {
      next[k + 1]++;
    }
    for (int k = 0; k < bound; k++) {
      next[k + 1] += next[k];
    }
    int[] order = new int[key.length];
    for (int at = 0; at < key.length; at++) {
      int row = before == null ? at : before[at];
      order[next[key[row]]++] = row;
    }
    return order;
  }

  /** Places from the highest score to the lowest, of equal ones the lower place first. */
  static int[] byScore(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(
            (a, b) ->
                scores[a] != scores[b]
                    ? Double.compare(scores[b], scores[a])
                    : Integer.compare(a, b))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
