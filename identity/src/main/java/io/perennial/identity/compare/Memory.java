// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Arrays;

/** The levels of pairs of codes compared lately; a new pair takes the place of an old one. */
final class Memory {

  /** Pairs of more distinct values hardly come again before they are forgotten. */
  static final int WORTHWHILE = 20_000;

  private static final int SLOTS = 1 << 14;
  private static final long EMPTY = -1;

  private final long[] pairs;
  private final byte[] levels;

  /** One that remembers, or one that does not, for comparisons that cost no more than a look. */
  Memory(boolean remembers) {
    pairs = new long[remembers ? SLOTS : 0];
    levels = new byte[pairs.length];
    Arrays.fill(pairs, EMPTY);
  }

  /** The level of a pair, or 0. */
  byte level(int low, int high) {
    if (pairs.length == 0) {
      return 0;
    }
    long pair = ((long) low << 32) | high;
    int slot = slot(pair);
    return pairs[slot] == pair ? levels[slot] : 0;
  }

  void keep(int low, int high, byte level) {
    if (pairs.length > 0) {
      long pair = ((long) low << 32) | high;
      int slot = slot(pair);
      pairs[slot] = pair;
      levels[slot] = level;
    }
  }

  private static int slot(long pair) {
    return (int) ((pair * 0x9E3779B97F4A7C15L) >>> 50);
  }
}
