// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/** Pairs by weight, the greatest first; of equal ones the pair with the smaller names. */
final class PairQueue {

  private long[] weights;
  private long[] pairs;
  private int size;

  PairQueue(int expected) {
    weights = new long[Math.max(16, expected)];
    pairs = new long[weights.length];
  }

  boolean isEmpty() {
    return size == 0;
  }

  long topWeight() {
    return weights[0];
  }

  long topPair() {
    return pairs[0];
  }

  void add(long weight, long pair) {
    if (size == weights.length) {
      weights = Arrays.copyOf(weights, size + (size >> 1));
      pairs = Arrays.copyOf(pairs, weights.length);
    }
    int at = size++;
    while (at > 0) {
      int up = (at - 1) >>> 1;
      if (!isBefore(weight, pair, up)) {
        break;
      }
      weights[at] = weights[up];
      pairs[at] = pairs[up];
      at = up;
    }
    weights[at] = weight;
    pairs[at] = pair;
  }

  void removeTop() {
    size--;
    long weight = weights[size];
    long pair = pairs[size];
    int at = 0;
    while (2 * at + 1 < size) {
      int down = 2 * at + 1;
      if (down + 1 < size && isBefore(weights[down + 1], pairs[down + 1], down)) {
        down++;
      }
      if (!isBefore(weights[down], pairs[down], weight, pair)) {
        break;
      }
      weights[at] = weights[down];
      pairs[at] = pairs[down];
      at = down;
    }
    weights[at] = weight;
    pairs[at] = pair;
  }

  private boolean isBefore(long weight, long pair, int other) {
    return isBefore(weight, pair, weights[other], pairs[other]);
  }

  private static boolean isBefore(long weight, long pair, long otherWeight, long otherPair) {
    return weight > otherWeight || (weight == otherWeight && pair < otherPair);
  }
}
