// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The beginnings of words, in the place of what grammar would make of them: deliver of delivered
 * and delivery, in whatever language. Of scripts without blanks, pairs of characters.
 */
final class Stems {

  private static final int LENGTH = 6;

  private Stems() {}

  /** The different stems of a text. */
  static Set<String> of(List<String> words) {
    Set<String> stems = new TreeSet<>();
    for (String word : words) {
      stems.addAll(of(word));
    }
    return stems;
  }

  /** The stems of a word: one, or none of what has no two letters. */
  static List<String> of(String word) {
    if (word.codePoints().filter(Character::isLetter).limit(2).count() < 2) {
      return List.of();
    }
    if (!isWithoutBlanks(word.codePointAt(0))) {
      int end = Math.min(word.length(), LENGTH);
      return List.of(word.substring(0, end));
    }
    List<String> pairs = new ArrayList<>();
    int[] points = word.codePoints().toArray();
    for (int i = 0; i + 1 < points.length; i++) {
      pairs.add(new String(points, i, 2));
    }
    return pairs;
  }

  private static boolean isWithoutBlanks(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
