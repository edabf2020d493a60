// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.List;
import org.apache.commons.codec.language.DoubleMetaphone;

/**
 * How names sound, by double metaphone: names that sound alike in English and the languages it took
 * names from share a key. Source: L. Philips, The double metaphone search algorithm, C/C++ Users
 * Journal 18 (2000), as in Apache Commons Codec.
 */
public final class Phonetics {

  private static final DoubleMetaphone METAPHONE = new DoubleMetaphone();

  private Phonetics() {}

  /**
   * The keys of a text's sound, one or two, of four letters at most; none of a text without
   * letters.
   */
  public static List<String> keys(String text) {
    String first = METAPHONE.doubleMetaphone(text, false);
    String second = METAPHONE.doubleMetaphone(text, true);
    if (first == null || first.isEmpty()) {
      return List.of();
    }
    return first.equals(second) ? List.of(first) : List.of(first, second);
  }

  /** Both keys in one number, the first in its upper half; 0 for none. */
  static long packed(String text) {
    List<String> keys = keys(text);
    return keys.isEmpty()
        ? 0
        : ((long) packedKey(keys.get(0)) << 32) | packedKey(keys.get(keys.size() - 1));
  }

  /** Whether one of the keys of each is the same. */
  static boolean soundAlike(long a, long b) {
    if (a == 0 || b == 0) {
      return false;
    }
    int firstA = (int) (a >>> 32);
    int firstB = (int) (b >>> 32);
    return firstA == firstB || firstA == (int) b || (int) a == firstB || (int) a == (int) b;
  }

  private static int packedKey(String key) {
    int packed = 0;
    for (int i = 0; i < key.length(); i++) {
      packed = (packed << 8) | (key.charAt(i) & 0xff);
    }
    return packed;
  }
}
