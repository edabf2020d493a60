// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/** The told pairs between two clusters: their sum and number, by the pair of clusters. */
final class PairSums {

  /** Stands for a number where the clusters must be apart. */
  static final int APART = -1;

  private static final long FREE = -1;

  private long[] keys;
  private long[] sums;
  private int[] counts;
  private int mask;
  private int size;

  PairSums(int expected) {
    int room = Integer.highestOneBit(Math.max(16, expected)) * 4;
    keys = new long[room];
    sums = new long[room];
    counts = new int[room];
    mask = room - 1;
    Arrays.fill(keys, FREE);
  }

  /** Where a pair of clusters is; negative for nowhere. */
  int find(int a, int b) {
    int at = place(Constraints.pair(a, b));
    return keys[at] == FREE ? -1 : at;
  }

  long sum(int at) {
    return sums[at];
  }

  int count(int at) {
    return counts[at];
  }

  /** Adds to a pair; apart stays apart. */
  void add(int a, int b, long sum, int count) {
    long key = Constraints.pair(a, b);
    int at = place(key);
    if (keys[at] == FREE) {
      keys[at] = key;
      sums[at] = 0;
      counts[at] = 0;
      size++;
    }
    sums[at] += sum;
    counts[at] = counts[at] == APART || count == APART ? APART : counts[at] + count;
    if (size * 2 > keys.length) {
      grow();
    }
  }

  /** Forgets what is at a place; what stood behind it moves up. */
  void remove(int place) {
    int gap = place;
    int at = place;
    while (true) {
      at = (at + 1) & mask;
      if (keys[at] == FREE) {
        break;
      }
      int home = home(keys[at]);
      // may it stand in the gap: is the gap between its home and where it is
      if (((at - home) & mask) >= ((at - gap) & mask)) {
        keys[gap] = keys[at];
        sums[gap] = sums[at];
        counts[gap] = counts[at];
        gap = at;
      }
    }
    keys[gap] = FREE;
    size--;
  }

  private int home(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & mask;
  }

  private int place(long key) {
    int at = home(key);
    while (keys[at] != FREE && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    PairSums larger = new PairSums(keys.length);
    for (int at = 0; at < keys.length; at++) {
      if (keys[at] != FREE) {
        int to = larger.place(keys[at]);
        larger.keys[to] = keys[at];
        larger.sums[to] = sums[at];
        larger.counts[to] = counts[at];
      }
    }
    keys = larger.keys;
    sums = larger.sums;
    counts = larger.counts;
    mask = larger.mask;
  }
}
