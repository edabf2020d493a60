// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.domain.StableHash;
import java.util.Arrays;

/**
 * Sketches of texts by which similar ones are found without comparing them: the share of places in
 * which two sketches agree is, on average, the Jaccard similarity of what the texts consist of. The
 * same seed gives the same sketches everywhere. Safe for use by many threads.
 *
 * <p>Source: A. Broder, On the resemblance and containment of documents, SEQUENCES (1997).
 */
public final class MinHash {

  private final long[] seeds;

  /**
   * @param places how many numbers a sketch has
   */
  public MinHash(int places, long seed) {
    if (places < 1) {
      throw new IllegalArgumentException("Invalid places: " + places + " (must be positive)");
    }
    seeds = new long[places];
    for (int i = 0; i < places; i++) {
      seeds[i] = mix(seed + (i + 1) * 0x9E3779B97F4A7C15L);
    }
  }

  /** The sketch of a text's runs of three characters, a blank put before and behind. */
  public long[] ofGrams(String text) {
    return sketch(QGrams.of(text));
  }

  /** The sketch of a text's words, one blank between. */
  public long[] ofWords(String text) {
    return text.isEmpty()
        ? sketch(new long[0])
        : sketch(Arrays.stream(text.split(" ", -1)).mapToLong(StableHash::of).toArray());
  }

  /** The share of places in which two sketches agree, in [0, 1]. */
  public static double similarity(long[] a, long[] b) {
    int same = 0;
    for (int i = 0; i < a.length; i++) {
      same += a[i] == b[i] ? 1 : 0;
    }
    return (double) same / a.length;
  }

  /** Of each seed the least hash; {@code Long.MAX_VALUE} of nothing. */
  private long[] sketch(long[] elements) {
    long[] least = new long[seeds.length];
    Arrays.fill(least, Long.MAX_VALUE);
    for (long element : elements) {
      for (int i = 0; i < seeds.length; i++) {
        least[i] = Math.min(least[i], mix(element ^ seeds[i]));
      }
    }
    return least;
  }

  /** The finaliser of SplitMix64: one to one, and every bit depends on every bit. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
