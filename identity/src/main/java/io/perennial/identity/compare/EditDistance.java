// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/**
 * How many insertions, deletions, substitutions and exchanges of neighbours lead from one text to
 * another, where no part is edited twice: optimal string alignment, the restricted form of
 * Damerau-Levenshtein. So "CA" and "ABC" are 3 apart, not 2 as in the unrestricted form. Allocates
 * nothing up to 64 characters. Not safe for use by many threads.
 *
 * <p>Source: H. Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit distances,
 * Nordic Journal of Computing 10 (2003).
 */
final class EditDistance {

  /** Of each character, where it stands in the pattern: a bit a place. All 0 between calls. */
  private final long[] places = new long[256];

  private int[][] rows = new int[3][0];

  /** The distance, or {@code bound + 1} where it is more than the bound. */
  int distance(Word a, Word b, int bound) {
    Word text = a.length >= b.length ? a : b;
    Word pattern = a.length >= b.length ? b : a;
    if (text.length - pattern.length > bound) {
      return bound + 1;
    }
    if (pattern.length == 0) {
      return text.length;
    }
    int distance = pattern.length <= Long.SIZE ? bits(text, pattern, bound) : table(text, pattern);
    return Math.min(distance, bound + 1);
  }

  /** Whether the distance is 0 or 1. O(length), a few nanoseconds where beginnings differ. */
  static boolean isWithinOne(Word a, Word b) {
    Word longer = a.length >= b.length ? a : b;
    Word shorter = a.length >= b.length ? b : a;
    int extra = longer.length - shorter.length;
    if (extra > 1) {
      return false;
    }
    int start = 0;
    while (start < shorter.length && longer.at(start) == shorter.at(start)) {
      start++;
    }
    if (start == shorter.length) {
      return true;
    }
    if (extra == 1) {
      return isEqualFrom(longer, start + 1, shorter, start);
    }
    boolean exchanged =
        start + 1 < longer.length
            && longer.at(start) == shorter.at(start + 1)
            && longer.at(start + 1) == shorter.at(start);
    return isEqualFrom(longer, start + 1, shorter, start + 1)
        || (exchanged && isEqualFrom(longer, start + 2, shorter, start + 2));
  }

  private static boolean isEqualFrom(Word a, int fromA, Word b, int fromB) {
    for (int i = fromA, j = fromB; i < a.length; i++, j++) {
      if (a.at(i) != b.at(j)) {
        return false;
      }
    }
    return true;
  }

  private int bits(Word text, Word pattern, int bound) {
    for (int j = 0; j < pattern.length; j++) {
      places[pattern.at(j)] |= 1L << j;
    }
    long positive = -1;
    long negative = 0;
    long diagonal = 0;
    long before = 0;
    long last = 1L << (pattern.length - 1);
    int distance = pattern.length;
    for (int i = 0; i < text.length; i++) {
      long here = places[text.at(i)];
      long exchange = ((~diagonal & here) << 1) & before;
      diagonal = (((here & positive) + positive) ^ positive) | here | negative | exchange;
      long up = negative | ~(diagonal | positive);
      long down = diagonal & positive;
      if ((up & last) != 0) {
        distance++;
      } else if ((down & last) != 0) {
        distance--;
      }
      // each character left can bring it down by one at most
      if (distance - (text.length - 1 - i) > bound) {
        distance = bound + 1;
        break;
      }
      up = (up << 1) | 1;
      down <<= 1;
      positive = down | ~(diagonal | up);
      negative = up & diagonal;
      before = here;
    }
    for (int j = 0; j < pattern.length; j++) {
      places[pattern.at(j)] = 0;
    }
    return distance;
  }

  private int table(Word text, Word pattern) {
    int width = pattern.length + 1;
    if (rows[0].length < width) {
      rows = new int[3][width * 2];
    }
    int[] beforeLast = rows[0];
    int[] last = rows[1];
    int[] row = rows[2];
    for (int j = 0; j < width; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= text.length; i++) {
      row[0] = i;
      for (int j = 1; j < width; j++) {
        boolean same = text.at(i - 1) == pattern.at(j - 1);
        int best = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && text.at(i - 1) == pattern.at(j - 2)
            && text.at(i - 2) == pattern.at(j - 1)) {
          best = Math.min(best, beforeLast[j - 2] + 1);
        }
        row[j] = best;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[pattern.length];
  }
}
