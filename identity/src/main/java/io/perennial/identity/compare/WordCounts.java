// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.domain.StableHash;
import java.util.Arrays;

/**
 * In how many of an attribute's records each word stands, by hashes of words: a rare word says more
 * than a frequent one. Kept are only words of {@value #LEAST} records or more, and of these the
 * most frequent; the others count as just below, so that no word of few persons can be told from
 * it. Immutable.
 *
 * @param records of the table that was counted
 * @param least records of a word that is kept
 * @param hashes of words that are kept, ascending
 * @param counts records of each of them
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, never changed
record WordCounts(long records, long least, long[] hashes, long[] counts) {

  /** A word of fewer records is not kept. */
  static final int LEAST = 3;

  /** So many words of an attribute are kept, at most. */
  static final int MOST = 50_000;

  static final WordCounts NONE = new WordCounts(0, LEAST, new long[0], new long[0]);

  /**
   * What a table counted itself: {@code counts} of its words.
   *
   * @param hashedWith what hashes are made with, beside the word: the attribute, and a secret
   */
  static WordCounts of(String hashedWith, TextStore words, int[] counts, int records) {
    long least = least(counts);
    long[] hashes = new long[(int) Arrays.stream(counts).filter(n -> n >= least).count()];
    int kept = 0;
    for (int word = 0; word < counts.length; word++) {
      if (counts[word] >= least) {
        hashes[kept++] = hash(hashedWith, words.text(word));
      }
    }
    Arrays.sort(hashes);
    long[] of = new long[kept];
    for (int word = 0; word < counts.length; word++) {
      if (counts[word] >= least) {
        of[Arrays.binarySearch(hashes, hash(hashedWith, words.text(word)))] = counts[word];
      }
    }
    return new WordCounts(records, least, hashes, of);
  }

  /** Ties at the border all go, so that no order decides. */
  private static long least(int[] counts) {
    int[] frequent = Arrays.stream(counts).filter(n -> n >= LEAST).sorted().toArray();
    return frequent.length <= MOST ? LEAST : frequent[frequent.length - 1 - MOST] + 1L;
  }

  private static long hash(String hashedWith, String word) {
    return StableHash.of(hashedWith + '\u001f' + word);
  }

  /** How much a word says: ln(1 + records / records that have it), the inverse frequency. */
  double weight(String hashedWith, String word) {
    int at = hashes.length == 0 ? -1 : Arrays.binarySearch(hashes, hash(hashedWith, word));
    return weight(at < 0 ? least - 1 : counts[at]);
  }

  /** How much a word says that stands in so many records of the table that was counted. */
  double weightOfCount(int count) {
    return weight(count < least ? least - 1 : count);
  }

  private double weight(long of) {
    return Math.log1p((double) records / of);
  }

  @Override
  public String toString() {
    return "WordCounts[" + records + " records, " + hashes.length + " words]";
  }
}
