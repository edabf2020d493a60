// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

import io.perennial.text.clean.Token;
import java.util.Arrays;
import java.util.List;

/**
 * Words and pairs of words, and the 3 to 5 letters that words are made of, each counted at the
 * place its hash names. Half of the length of the vector is of words, half of letters; together it
 * has length 1. In every language but English this tells more than a sentence model of English.
 */
public final class HashedGrams {

  /** 2^18 places. */
  public static final int BITS = 18;

  /** How many places the vector has. */
  public static final int DIMENSIONS = 1 << BITS;

  /** Words beyond are not counted, so that any text is bounded. */
  private static final int MAX_TOKENS = 1_000;

  private static final int MAX_LETTERS_OF_WORD = 40;
  private static final int MIN_LETTERS = 3;
  private static final int MAX_LETTERS = 5;
  private static final long WORD = 0x9E3779B97F4A7C15L;
  private static final long PAIR = 0xC2B2AE3D27D4EB4FL;
  private static final long LETTERS = 0x165667B19E3779F9L;

  private HashedGrams() {}

  /** The vector of a text's tokens; all zero for none. */
  public static SparseVector of(List<Token> tokens) {
    long[] words = new long[2 * Math.min(tokens.size(), MAX_TOKENS)];
    Letters letters = new Letters();
    int count = 0;
    long before = 0;
    for (Token token : tokens.subList(0, Math.min(tokens.size(), MAX_TOKENS))) {
      String word = token.lower();
      long hash = hash(word, 0, word.length(), WORD);
      words[count++] = hash;
      if (before != 0) {
        words[count++] = mix(before * 31 + hash + PAIR);
      }
      before = hash;
      if (token.isWord()) {
        letters.add(word);
      }
    }
    return joined(Arrays.copyOf(words, count), letters.hashes());
  }

  private static SparseVector joined(long[] words, long[] letters) {
    int total = words.length + letters.length;
    long[] places = new long[total];
    for (int i = 0; i < total; i++) {
      boolean isWord = i < words.length;
      long place = (isWord ? words[i] : letters[i - words.length]) >>> (64 - BITS);
      places[i] = place << 1 | (isWord ? 0 : 1);
    }
    Arrays.sort(places);
    int[] at = new int[total];
    float[] values = new float[total];
    int size = 0;
    double ofWords = 0;
    double ofLetters = 0;
    for (int i = 0; i < total; ) {
      int end = i;
      while (end < total && places[end] == places[i]) {
        end++;
      }
      double value = 1 + Math.log(end - i);
      at[size] = (int) places[i];
      values[size++] = (float) value;
      if ((places[i] & 1) == 0) {
        ofWords += value * value;
      } else {
        ofLetters += value * value;
      }
      i = end;
    }
    return scaled(at, values, size, ofWords, ofLetters);
  }

  /** Both kinds to the same length; where words and letters meet at a place they are added. */
  private static SparseVector scaled(
      int[] at, float[] values, int size, double ofWords, double ofLetters) {
    double half = ofWords > 0 && ofLetters > 0 ? Math.sqrt(0.5) : 1;
    double wordScale = half / Math.sqrt(Math.max(ofWords, 1e-12));
    double letterScale = half / Math.sqrt(Math.max(ofLetters, 1e-12));
    int[] places = new int[size];
    float[] scaled = new float[size];
    int last = -1;
    for (int i = 0; i < size; i++) {
      float value = (float) (values[i] * ((at[i] & 1) == 0 ? wordScale : letterScale));
      int place = at[i] >> 1;
      if (last >= 0 && places[last] == place) {
        scaled[last] += value;
      } else {
        places[++last] = place;
        scaled[last] = value;
      }
    }
    return new SparseVector(Arrays.copyOf(places, last + 1), Arrays.copyOf(scaled, last + 1));
  }

  private static long hash(CharSequence text, int from, int to, long seed) {
    long hash = seed;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  /** Source: Stafford's variant 13 of the finaliser of MurmurHash3. */
  private static long mix(long hash) {
    long mixed = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Grams of letters of words with their bounds: {@code <re}, {@code ref}. */
  private static final class Letters {

    private long[] hashes = new long[256];
    private int size;

    void add(String word) {
      String bound = '<' + word.substring(0, Math.min(word.length(), MAX_LETTERS_OF_WORD)) + '>';
      for (int from = 0; from + MIN_LETTERS <= bound.length(); from++) {
        for (int to = from + MIN_LETTERS;
            to <= Math.min(bound.length(), from + MAX_LETTERS);
            to++) {
          if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
          }
          hashes[size++] = hash(bound, from, to, LETTERS);
        }
      }
    }

    long[] hashes() {
      return Arrays.copyOf(hashes, size);
    }
  }
}
