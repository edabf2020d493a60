// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/**
 * What is asked of names that are not alike, in 64 bits: the first letter, whether the first word
 * is an initial, whether there are several words, and where its nicknames are listed.
 */
final class Outline {

  private static final long INITIAL = 1L << 8;
  private static final long SEVERAL = 1L << 9;
  private static final int NICKNAME = 32;

  private Outline() {}

  static long of(Word word) {
    int first = Comparison.wordLength(word, 0);
    return (word.length > 0 ? word.at(0) : 0)
        | (first == 1 ? INITIAL : 0)
        | (first < word.length ? SEVERAL : 0);
  }

  static long withNickname(long outline, int list) {
    return outline | ((long) list << NICKNAME);
  }

  /** The number of the list of groups, 0 for none. */
  static int nickname(long outline) {
    return (int) (outline >>> NICKNAME);
  }

  static boolean isInitial(long outline) {
    return (outline & INITIAL) != 0;
  }

  static boolean isSeveral(long outline) {
    return (outline & SEVERAL) != 0;
  }

  static boolean beginAlike(long a, long b) {
    return (a & 0xff) == (b & 0xff);
  }
}
