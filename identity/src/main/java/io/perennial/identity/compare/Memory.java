// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Arrays;

/** The levels of pairs of codes compared lately; a new pair takes the place of an old one. */
final class Memory {

  /** Pairs of more distinct values hardly come again before they are forgotten. */
  private static final int WORTHWHILE = 20_000;

  private static final int MOST_SLOT_BITS = 14;
  private static final long EMPTY = -1;

  private final long[] pairs;
  private final byte[] levels;
  private final int shift;

  private Memory(int slots) {
    pairs = new long[slots];
    shift = 64 - Integer.numberOfTrailingZeros(slots);
    levels = new byte[pairs.length];
    Arrays.fill(pairs, EMPTY);
  }

  /** One for so many distinct values. */
  static Memory of(int values) {
    if (values > WORTHWHILE) {
      return none();
    }
    int bits = 1;
    while (bits < MOST_SLOT_BITS && 1L << bits < (long) values * values) {
      bits++;
    }
    return new Memory(1 << bits);
  }

  /** One that remembers nothing, for comparisons that cost no more than a look. */
  static Memory none() {
    return new Memory(0);
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

  private int slot(long pair) {
    return (int) ((pair * 0x9E3779B97F4A7C15L) >>> shift);
  }
}
