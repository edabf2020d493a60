// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Arrays;
import java.util.Optional;

/** The distinct words of each value of a dictionary, with how much each of them says. */
final class Tokens {

  /** Words beyond are left out: what a thing is called stands in front. */
  static final int MOST = 48;

  /*
   * A token of a value is packed: its number in the upper 32 bits, so that packed tokens are in order
   * of numbers; its weight in 16, in steps of 1/2048; whether it has digits; its length in 8. So
   * what is asked of tokens first lies together with the other tokens of the value.
   */
  private static final int WEIGHT = 16;

  private static final double WEIGHT_STEPS = 2048;
  private static final long NUMBER = 1L << 8;
  private static final int LONGEST = 255;

  private final TextStore words = new TextStore();
  private final int[] starts;
  private final long[] packed;
  private final int[] counts;
  private final long[] signatures;
  private final int[][] nicknames;
  private final WordCounts frequencies;

  /**
   * @param hashedWith what hashes of words are made with, beside the word
   * @param counts of each value, in how many records it stands
   * @param frozen how frequent words are; empty where the values themselves tell
   * @param named whether words are names of persons
   */
  Tokens(
      String hashedWith,
      TextStore values,
      int[] counts,
      int records,
      Optional<WordCounts> frozen,
      boolean named) {
    starts = new int[values.size() + 1];
    int[] tokens = tokens(values);
    this.counts = new int[words.size()];
    for (int code = 0; code < values.size(); code++) {
      for (int i = starts[code]; i < starts[code + 1]; i++) {
        this.counts[tokens[i]] += counts[code];
      }
    }
    signatures = new long[words.size()];
    nicknames = new int[named ? words.size() : 0][];
    frequencies = frozen.orElseGet(() -> WordCounts.of(hashedWith, words, this.counts, records));
    int[] facts = facts(hashedWith, frozen.isPresent());
    packed = new long[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      packed[i] = ((long) tokens[i] << 32) | facts[tokens[i]];
    }
    words.close();
  }

  /** Value after value the numbers of its words, ascending, each once. */
  private int[] tokens(TextStore values) {
    int[] all = new int[Math.max(16, values.size() * 3)];
    int used = 0;
    for (int code = 0; code < values.size(); code++) {
      int from = used;
      for (String word : values.text(code).split(" ", -1)) {
        if (used - from == MOST) {
          break;
        }
        if (used == all.length) {
          all = Arrays.copyOf(all, used + (used >> 1));
        }
        int token = words.add(word);
        if (!contains(all, from, used, token)) {
          all[used++] = token;
        }
      }
      Arrays.sort(all, from, used);
      starts[code + 1] = used;
    }
    return Arrays.copyOf(all, used);
  }

  private static boolean contains(int[] all, int from, int to, int token) {
    for (int i = from; i < to; i++) {
      if (all[i] == token) {
        return true;
      }
    }
    return false;
  }

  private int[] facts(String hashedWith, boolean frozen) {
    int[] facts = new int[words.size()];
    Word word = new Word();
    for (int token = 0; token < facts.length; token++) {
      words.read(token, word);
      signatures[token] = Signature.of(word);
      boolean number = hasDigit(word);
      double weight =
          frozen
              ? frequencies.weight(hashedWith, words.text(token))
              : frequencies.weightOfCount(counts[token]);
      facts[token] =
          ((int) Math.round(weight * WEIGHT_STEPS) << WEIGHT)
              | (number ? (int) NUMBER : 0)
              | Math.min(LONGEST, word.length);
      if (nicknames.length > 0) {
        nicknames[token] = Nicknames.groups(words.text(token));
      }
    }
    return facts;
  }

  private static boolean hasDigit(Word word) {
    for (int i = 0; i < word.length; i++) {
      if (Comparison.isDigit(word.at(i))) {
        return true;
      }
    }
    return false;
  }

  /** Where the packed tokens of a value begin. */
  int start(int code) {
    return starts[code];
  }

  int end(int code) {
    return starts[code + 1];
  }

  /** The packed token at a place between start and end of a value; ascending. */
  long packed(int place) {
    return packed[place];
  }

  /** The number of a packed token. */
  static int token(long packed) {
    return (int) (packed >>> 32);
  }

  /** How much a packed token says, as {@link WordCounts#weight}. */
  static double weight(long packed) {
    return ((packed >>> WEIGHT) & 0xffff) / WEIGHT_STEPS;
  }

  /** Whether a packed token has digits: another digit is another number, not a slip. */
  static boolean isNumber(long packed) {
    return (packed & NUMBER) != 0;
  }

  /** Length of a packed token in characters; 255 for any longer. */
  static int length(long packed) {
    return (int) packed & LONGEST;
  }

  /** The tokens of a value, ascending. */
  int[] of(int code) {
    if (starts.length <= 1) {
      return new int[0];
    }
    int[] tokens = new int[starts[code + 1] - starts[code]];
    Arrays.setAll(tokens, i -> token(packed[starts[code] + i]));
    return tokens;
  }

  String text(int token) {
    return words.text(token);
  }

  /** By how frequent words are weighed. */
  WordCounts frequencies() {
    return frequencies;
  }

  /** In how many records of the table a token stands. */
  int count(int token) {
    return counts[token];
  }

  long signature(int token) {
    return signatures[token];
  }

  int[] nicknames(int token) {
    return nicknames[token];
  }

  boolean areNames() {
    return nicknames.length > 0;
  }

  void read(int token, Word word) {
    words.read(token, word);
  }
}
