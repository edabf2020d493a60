// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Arrays;

/**
 * The similarity of two names by Jaro and Winkler, in [0, 1]: characters in common within half the
 * longer length, less those out of order, more for a common beginning. Allocates nothing. Not safe
 * for use by many threads.
 *
 * <p>Libraries disagree on it. Here transpositions are halved and floored, the common beginning
 * counts up to 4 characters at .1 each, and only where Jaro is above .7. Source: W. E. Winkler,
 * strcmp95.c (U.S. Census Bureau, 1995), without its table of similar characters.
 */
final class JaroWinkler {

  private static final int LONGEST_PREFIX = 4;
  private static final double PREFIX_SCALE = .1;
  private static final double BOOST_ABOVE = .7;

  /** Of each character, where it stands in b: a bit a place. All 0 between calls. */
  private final long[] places = new long[256];

  private boolean[] matchedA = new boolean[0];
  private boolean[] matchedB = new boolean[0];

  /** O(length) up to 64 characters, O(length squared) beyond. */
  double similarity(Word a, Word b) {
    double jaro = jaro(a, b);
    if (jaro <= BOOST_ABOVE) {
      return jaro;
    }
    int most = Math.min(LONGEST_PREFIX, Math.min(a.length, b.length));
    int prefix = 0;
    while (prefix < most && a.at(prefix) == b.at(prefix)) {
      prefix++;
    }
    return jaro + prefix * PREFIX_SCALE * (1 - jaro);
  }

  /** The most that similarity can be for words that have so many characters in common. */
  static double atMost(int common, int lengthA, int lengthB) {
    if (common == 0) {
      return 0;
    }
    double jaro = ((double) common / lengthA + (double) common / lengthB + 1) / 3;
    return jaro <= BOOST_ABOVE ? jaro : jaro + LONGEST_PREFIX * PREFIX_SCALE * (1 - jaro);
  }

  private double jaro(Word a, Word b) {
    if (a.length == 0 || b.length == 0) {
      return a.length == b.length ? 1 : 0;
    }
    return a.length <= Long.SIZE && b.length <= Long.SIZE ? shortJaro(a, b) : longJaro(a, b);
  }

  private double shortJaro(Word a, Word b) {
    int window = Math.max(0, Math.max(a.length, b.length) / 2 - 1);
    for (int j = 0; j < b.length; j++) {
      places[b.at(j)] |= 1L << j;
    }
    long inA = 0;
    long inB = 0;
    for (int i = 0; i < a.length; i++) {
      long near = span(Math.max(0, i - window), Math.min(b.length - 1, i + window));
      long free = places[a.at(i)] & near & ~inB;
      if (free != 0) {
        inB |= free & -free;
        inA |= 1L << i;
      }
    }
    for (int j = 0; j < b.length; j++) {
      places[b.at(j)] = 0;
    }
    int common = Long.bitCount(inA);
    int outOfOrder = 0;
    while (inA != 0) {
      if (a.at(Long.numberOfTrailingZeros(inA)) != b.at(Long.numberOfTrailingZeros(inB))) {
        outOfOrder++;
      }
      inA &= inA - 1;
      inB &= inB - 1;
    }
    return jaro(common, outOfOrder, a.length, b.length);
  }

  private double longJaro(Word a, Word b) {
    int window = Math.max(0, Math.max(a.length, b.length) / 2 - 1);
    matchedA = cleared(matchedA, a.length);
    matchedB = cleared(matchedB, b.length);
    int common = 0;
    for (int i = 0; i < a.length; i++) {
      int last = Math.min(b.length - 1, i + window);
      for (int j = Math.max(0, i - window); j <= last; j++) {
        if (!matchedB[j] && a.at(i) == b.at(j)) {
          matchedA[i] = true;
          matchedB[j] = true;
          common++;
          break;
        }
      }
    }
    int outOfOrder = 0;
    int j = 0;
    for (int i = 0; i < a.length; i++) {
      if (matchedA[i]) {
        while (!matchedB[j]) {
          j++;
        }
        if (a.at(i) != b.at(j++)) {
          outOfOrder++;
        }
      }
    }
    return jaro(common, outOfOrder, a.length, b.length);
  }

  private static double jaro(int common, int outOfOrder, int lengthA, int lengthB) {
    if (common == 0) {
      return 0;
    }
    int transpositions = outOfOrder / 2;
    return ((double) common / lengthA
            + (double) common / lengthB
            + (double) (common - transpositions) / common)
        / 3;
  }

  /** Bits from first to last; none where last is before first. */
  private static long span(int first, int last) {
    return last < first ? 0 : (-1L << first) & (-1L >>> (Long.SIZE - 1 - last));
  }

  private static boolean[] cleared(boolean[] scratch, int length) {
    if (scratch.length < length) {
      return new boolean[length * 2];
    }
    Arrays.fill(scratch, 0, length, false);
    return scratch;
  }
}
