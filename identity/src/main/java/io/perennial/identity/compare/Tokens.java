// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Arrays;

/** The distinct words of each value of a dictionary, with how much each of them says. */
final class Tokens {

  /** Words beyond are left out: what a thing is called stands in front. */
  static final int MOST = 48;

  private final TextStore words;
  private final int[] starts;
  private final int[] tokens;
  private final int[] counts;
  private final float[] weights;
  private final long[] signatures;
  private final byte[] lengths;
  private final boolean[] numbers;
  private final int[][] nicknames;

  /**
   * @param counts of each value, in how many records it stands
   * @param named whether words are names of persons
   */
  Tokens(TextStore values, int[] counts, int records, boolean named) {
    words = new TextStore();
    starts = new int[values.size() + 1];
    int[] all = new int[Math.max(16, values.size() * 3)];
    int used = 0;
    for (int code = 0; code < values.size(); code++) {
      int from = used;
      for (String word : values.text(code).split(" ", -1)) {
        if (word.isEmpty()) {
          continue;
        }
        int token = words.add(word);
        if (used - from < MOST && !contains(all, from, used, token)) {
          if (used == all.length) {
            all = Arrays.copyOf(all, used + (used >> 1));
          }
          all[used++] = token;
        }
      }
      Arrays.sort(all, from, used);
      starts[code + 1] = used;
    }
    tokens = Arrays.copyOf(all, used);
    this.counts = new int[words.size()];
    for (int code = 0; code < values.size(); code++) {
      for (int i = starts[code]; i < starts[code + 1]; i++) {
        this.counts[tokens[i]] += counts[code];
      }
    }
    weights = new float[words.size()];
    signatures = new long[words.size()];
    lengths = new byte[words.size()];
    numbers = new boolean[words.size()];
    nicknames = new int[named ? words.size() : 0][];
    Word word = new Word();
    for (int token = 0; token < words.size(); token++) {
      weights[token] = (float) Math.log1p((double) records / Math.max(1, this.counts[token]));
      words.read(token, word);
      signatures[token] = Signature.of(word);
      lengths[token] = (byte) Math.min(255, word.length);
      numbers[token] = word.at(0) >= '0' && word.at(0) <= '9';
      if (named) {
        nicknames[token] = Nicknames.groups(words.text(token));
      }
    }
    words.close();
  }

  private static boolean contains(int[] all, int from, int to, int token) {
    for (int i = from; i < to; i++) {
      if (all[i] == token) {
        return true;
      }
    }
    return false;
  }

  int start(int code) {
    return starts[code];
  }

  int end(int code) {
    return starts[code + 1];
  }

  /** The token at a place between start and end of a value; ascending. */
  int token(int place) {
    return tokens[place];
  }

  /** The tokens of a value, ascending. */
  int[] of(int code) {
    return starts.length > 1
        ? Arrays.copyOfRange(tokens, starts[code], starts[code + 1])
        : new int[0];
  }

  int distinct() {
    return words.size();
  }

  /** Length of a token in characters; 255 for any longer. */
  int length(int token) {
    return lengths[token] & 0xff;
  }

  /** Whether a token begins with a digit. */
  boolean isNumber(int token) {
    return numbers[token];
  }

  String text(int token) {
    return words.text(token);
  }

  /** In how many records a token stands. */
  int count(int token) {
    return counts[token];
  }

  /** ln(1 + records / records that have it): the inverse document frequency. */
  float weight(int token) {
    return weights[token];
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
