// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Arrays;

/** The runs of three characters of a text, a blank put before and behind: adam has 4. */
final class QGrams {

  private static final int Q = 3;

  private QGrams() {}

  /** The distinct runs, packed 16 bits a character, ascending; none of an empty text. */
  static long[] of(String text) {
    if (text.isEmpty()) {
      return new long[0];
    }
    String padded = " " + text + " ";
    long[] grams = new long[padded.length() - Q + 1];
    for (int i = 0; i < grams.length; i++) {
      long gram = 0;
      for (int j = 0; j < Q; j++) {
        gram = (gram << Character.SIZE) | padded.charAt(i + j);
      }
      grams[i] = gram;
    }
    Arrays.sort(grams);
    int distinct = 0;
    for (int i = 0; i < grams.length; i++) {
      if (i == 0 || grams[i] != grams[i - 1]) {
        grams[distinct++] = grams[i];
      }
    }
    return Arrays.copyOf(grams, distinct);
  }

  /** The runs that both have, as a share of those that either has: Jaccard; 1 for two of none. */
  static double similarity(String a, String b) {
    long[] one = of(a);
    long[] other = of(b);
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      int order = Long.compare(one[i], other[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    int either = one.length + other.length - common;
    return either == 0 ? 1 : (double) common / either;
  }
}
