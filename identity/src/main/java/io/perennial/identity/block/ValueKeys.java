// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.compare.Coordinates;
import io.perennial.identity.compare.Phonetics;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The keys of one value in one form: 64-bit hashes of what is shared. Not safe for use by many
 * threads at once. O(length).
 */
final class ValueKeys {

  /** A value has at most so many keys; more words than this say nothing new. */
  private static final int MOST = 32;

  /** Words of fewer letters than this are no keys. */
  private static final int SHORTEST_WORD = 3;

  private static final int START_LETTERS = 3;

  /** MinHash: bands of so many rows, more of both for longer values. */
  private static final int SHORT_BANDS = 6;

  private static final int SHORT_ROWS = 2;
  private static final int LONG_BANDS = 8;
  private static final int LONG_ROWS = 3;
  private static final int LONG_FROM = 14;
  private static final int SHORTEST_SIMILAR = 4;

  /** Degrees of latitude that are 300 metres and a bit, since the earth is not flat. */
  private static final double SQUARE = .0027;

  private final long[] found = new long[MOST];
  private final long[] lowest = new long[LONG_BANDS * LONG_ROWS];
  private int count;

  /** Finds the keys of a value, and answers how many there are. */
  int find(KeyForm form, String value) {
    count = 0;
    switch (form) {
      case EXACT -> add(hash(value, 0, value.length()));
      case SOUNDS -> sounds(value);
      case START -> start(value);
      case WORDS -> words(value);
      case WORD -> eachWord(value);
      case LONGEST -> longest(value);
      case SIMILAR -> similar(value);
      case YEAR_MONTH, DAY_MONTH, YEAR_DAY, YEAR -> date(form, value);
      case LOCAL -> local(value);
      case LETTERS -> letters(value);
      case LAST_SEVEN -> lastDigits(value, 7);
      case LAST_FOUR -> lastDigits(value, 4);
      case NEAR -> near(value);
    }
    return count;
  }

  long key(int nth) {
    return found[nth];
  }

  private void add(long key) {
    if (count < MOST) {
      for (int i = 0; i < count; i++) {
        if (found[i] == key) {
          return;
        }
      }
      found[count++] = key;
    }
  }

  private void addNotZero(long key) {
    if (key != 0) {
      add(key);
    }
  }

  private void sounds(String value) {
    for (String sound : Phonetics.keys(value)) {
      add(hash(sound, 0, sound.length()));
    }
  }

  private void start(String value) {
    long hash = 1;
    int letters = 0;
    for (int i = 0; i < value.length() && letters < START_LETTERS; i++) {
      char c = value.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        hash = mix(hash, c);
        letters++;
      }
    }
    if (letters == START_LETTERS) {
      add(hash);
    }
  }

  /** The sum of words, so that their order does not matter. */
  private void words(String value) {
    long sum = 0;
    int at = 0;
    while (at < value.length()) {
      int end = wordEnd(value, at);
      if (end > at) {
        sum += hash(value, at, end);
      }
      at = end + 1;
    }
    addNotZero(sum);
  }

  private void eachWord(String value) {
    int at = 0;
    while (at < value.length()) {
      int end = wordEnd(value, at);
      if (end - at >= SHORTEST_WORD) {
        add(hash(value, at, end));
      }
      at = end + 1;
    }
  }

  private void longest(String value) {
    long first = 0;
    long second = 0;
    int firstLength = 0;
    int secondLength = 0;
    int at = 0;
    while (at < value.length()) {
      int end = wordEnd(value, at);
      long word = hash(value, at, end);
      int length = end - at;
      if (length > 0 && (length > firstLength || (length == firstLength && word < first))) {
        second = first;
        secondLength = firstLength;
        first = word;
        firstLength = length;
      } else if (length > 0
          && (length > secondLength || (length == secondLength && word < second))) {
        second = word;
        secondLength = length;
      }
      at = end + 1;
    }
    addNotZero(first + second);
  }

  private static int wordEnd(String value, int from) {
    int end = from;
    while (end < value.length() && Character.isLetterOrDigit(value.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * MinHash over pairs of neighbouring letters, in bands: values that share a share J of their
   * pairs share a key with probability 1 - (1 - J^rows)^bands.
   */
  private void similar(String value) {
    int length = value.indexOf('@') > 0 ? value.indexOf('@') : value.length();
    if (length < SHORTEST_SIMILAR) {
      return;
    }
    int bands = length < LONG_FROM ? SHORT_BANDS : LONG_BANDS;
    int rows = length < LONG_FROM ? SHORT_ROWS : LONG_ROWS;
    int hashes = bands * rows;
    Arrays.fill(lowest, 0, hashes, Long.MAX_VALUE);
    for (int i = -1; i < length; i++) {
      long pair =
          mix(mix(7, i < 0 ? '^' : value.charAt(i)), i + 1 < length ? value.charAt(i + 1) : '$');
      for (int h = 0; h < hashes; h++) {
        long hash = mix(pair, 31L * h + 1) >>> 1;
        if (hash < lowest[h]) {
          lowest[h] = hash;
        }
      }
    }
    for (int band = 0; band < bands; band++) {
      long key = mix(band, rows);
      for (int row = 0; row < rows; row++) {
        key = mix(key, lowest[band * rows + row]);
      }
      add(key);
    }
  }

  /** Of a date such as 1971-06-24 or 19710624; anything else has no keys. */
  private void date(KeyForm form, String value) {
    int digits = 0;
    int number = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9' && digits < 8) {
        number = number * 10 + (c - '0');
        digits++;
      } else if (c != '-') {
        return;
      }
    }
    if (digits == 4 && form == KeyForm.YEAR) {
      add(mix(form.word().hashCode(), number));
    }
    if (digits != 8) {
      return;
    }
    int year = number / 10_000;
    int month = number / 100 % 100;
    int day = number % 100;
    int part =
        switch (form) {
          case YEAR_MONTH -> year * 100 + month;
          case DAY_MONTH -> Math.min(day, month) * 100 + Math.max(day, month);
          case YEAR_DAY -> year * 100 + day;
          default -> year;
        };
    add(mix(form.word().hashCode(), part));
  }

  private void local(String value) {
    int at = value.indexOf('@');
    if (at > 0) {
      add(hash(value, 0, at));
    }
  }

  private void letters(String value) {
    int at = value.indexOf('@');
    long hash = 3;
    int letters = 0;
    for (int i = 0; i < at; i++) {
      if (Character.isLetter(value.charAt(i))) {
        hash = mix(hash, value.charAt(i));
        letters++;
      }
    }
    if (letters >= SHORTEST_SIMILAR) {
      add(hash);
    }
  }

  private void lastDigits(String value, int most) {
    long hash = most;
    int digits = 0;
    for (int i = value.length() - 1; i >= 0 && digits < most; i--) {
      char c = value.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        hash = mix(hash, c);
        digits++;
      }
    }
    if (digits == most) {
      add(hash);
    }
  }

  /**
   * Squares of four grids, each moved by half a square to the north, to the east or both: two
   * positions that are half a square apart or less, both ways, share one. Squares of one row are as
   * wide as they are high, and go round the earth.
   */
  private void near(String value) {
    OptionalLong position = Coordinates.parse(value);
    if (position.isEmpty()) {
      return;
    }
    double north = Coordinates.latitude(position.getAsLong()) + 90;
    double east = Coordinates.longitude(position.getAsLong()) + 180;
    for (int up = 0; up < 2; up++) {
      long row = (long) Math.floor(north / SQUARE + up / 2.0);
      double middle = Math.toRadians((row - up / 2.0 + .5) * SQUARE - 90);
      long around = Math.max(1, (long) Math.floor(360 / SQUARE * Math.cos(middle)));
      for (int along = 0; along < 2; along++) {
        long square = Math.floorMod((long) Math.floor(east / 360 * around + along / 2.0), around);
        add(mix(mix(KeyForm.NEAR.word().hashCode() + 2L * up + along, row), square));
      }
    }
  }

  private static long hash(String value, int from, int to) {
    long hash = 11;
    for (int i = from; i < to; i++) {
      hash = hash * 0x9E3779B97F4A7C15L + value.charAt(i);
    }
    return mix(hash, to - from);
  }

  /** Stafford's variant 13 of the finaliser of MurmurHash3, over both. */
  static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
