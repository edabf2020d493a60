// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.language;

import io.perennial.text.clean.Token;
import java.util.Arrays;
import java.util.List;

/** Words of up to nine letters, and the one to four letters that words are made of, as places. */
final class LetterGrams {

  /** 2^16 places. */
  static final int BITS = 16;

  private static final int MAX_LETTERS = 4;
  private static final int MAX_WORD = 9;
  private static final int MAX_CHARS = 400;

  private LetterGrams() {}

  /** The places of a text, each as often as it occurs; of its first 400 letters. */
  static int[] of(List<Token> tokens) {
    int[] places = new int[1_024];
    int size = 0;
    int chars = 0;
    for (Token token : tokens) {
      if (!token.isWord() || !Character.isLetter(token.text().codePointAt(0))) {
        continue;
      }
      String word = '<' + cut(token.lower()) + '>';
      if (word.length() <= MAX_WORD + 2) {
        places = put(places, size++, hash(word, 0, word.length(), 7));
      }
      for (int from = 0; from < word.length(); from++) {
        int last = Math.min(word.length(), from + MAX_LETTERS);
        for (int to = from + 1; to <= last; to++) {
          if (to > from + 1 || from > 0) {
            places = put(places, size++, hash(word, from, to, to - from));
          }
        }
      }
      chars += word.length();
      if (chars > MAX_CHARS) {
        break;
      }
    }
    return Arrays.copyOf(places, size);
  }

  private static String cut(String word) {
    return word.length() > 30 ? word.substring(0, 30) : word;
  }

  private static int[] put(int[] places, int at, int place) {
    int[] room = at < places.length ? places : Arrays.copyOf(places, 2 * at);
    room[at] = place;
    return room;
  }

  private static int hash(String word, int from, int to, int seed) {
    long hash = seed * 0x9E3779B97F4A7C15L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ word.charAt(i)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return (int) ((hash ^ (hash >>> 31)) >>> (64 - BITS));
  }
}
