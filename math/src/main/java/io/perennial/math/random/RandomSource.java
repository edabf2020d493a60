// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.random;

/**
 * A family of independent random streams, one for each number: stream {@code i} is a pure function
 * of (seed, {@code i}). Whoever works on customers in parallel asks for the customer's own stream,
 * and gets the same bits on any count of threads, on any platform.
 *
 * <p>The generator is the counter-based Philox2x64-10 of Salmon, Moraes, Dror and Shaw, "Parallel
 * random numbers: as easy as 1, 2, 3" (SC 2011): the seed is its key, the stream's number and the
 * position in the stream its counter. Two streams of a source therefore never overlap. Immutable.
 *
 * @param key the 64 bits from which everything is derived
 */
public record RandomSource(long key) {

  private static final long CHILD =
      0x6A09E667F3BCC909L; // the fraction of sqrt(2): no other meaning

  /** The source that belongs to {@code seed}; every seed is as good as any other. */
  public static RandomSource seeded(long seed) {
    return new RandomSource(seed);
  }

  /** Stream number {@code i}, at its start. O(1). */
  public RandomStream stream(long i) {
    return new RandomStream(key, i);
  }

  /**
   * Another source, unrelated to this one and always the same for the same label: so that a new use
   * of chance in a program leaves the numbers of all other uses as they were.
   */
  public RandomSource derive(long label) {
    return new RandomSource(new RandomStream(key ^ CHILD, label).nextLong());
  }

  /** As {@link #derive(long)}, for a label in words. */
  public RandomSource derive(String label) {
    long hash = 0xCBF29CE484222325L; // FNV-1a over the label's characters
    for (int i = 0; i < label.length(); i++) {
      hash = (hash ^ label.charAt(i)) * 0x100000001B3L;
    }
    return derive(hash);
  }
}
