// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/**
 * Which characters a text has, in 64 bits: a bit for each of 32 classes of characters that it has
 * once or more, another for twice or more. Two signatures say in a nanosecond how many characters
 * their texts can have in common at most, so that most texts need not be compared at all.
 */
final class Signature {

  /** Blanks are of class 0. */
  private static final long WITHOUT_BLANKS = ~(1L | (1L << 32));

  private Signature() {}

  static long of(Word word) {
    long once = 0;
    long twice = 0;
    for (int i = 0; i < word.length; i++) {
      long bit = 1L << (word.at(i) & 31);
      twice |= once & bit;
      once |= bit;
    }
    return (twice << 32) | once;
  }

  /** Whether two texts may be the same but for their blanks. */
  static boolean maybeEqualWithoutBlanks(long a, long b) {
    return ((a ^ b) & WITHOUT_BLANKS) == 0;
  }

  /** The most characters, counted as often as they occur, that two texts can share. */
  static int commonAtMost(long a, int lengthA, long b, int lengthB) {
    int beyondA = lengthA - Long.bitCount(a);
    int beyondB = lengthB - Long.bitCount(b);
    return Long.bitCount(a & b) + Math.min(beyondA, beyondB);
  }
}
