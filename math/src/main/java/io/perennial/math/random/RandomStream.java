// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.random;

/**
 * A sequence of random numbers, each a pure function of (key, stream, position); see {@link
 * RandomSource}. 2^65 numbers long. Holds its position, hence is for one thread at a time.
 */
public final class RandomStream {

  private static final long MULTIPLIER = 0xD2B74407B1CE6E93L;
  private static final long KEY_STEP = 0x9E3779B97F4A7C15L;
  private static final int ROUNDS = 10;
  private static final double TWO_TO_MINUS_53 = 0x1p-53;
  private static final double TWO_TO_MINUS_52 = 0x1p-52;

  private final long key;
  private final long stream;
  private long block;
  private long second;
  private boolean secondIsLeft;

  RandomStream(long key, long stream) {
    this.key = key;
    this.stream = stream;
  }

  static RandomStream at(long key, long stream, long block) {
    RandomStream random = new RandomStream(key, stream);
    random.block = block;
    return random;
  }

  /** 64 random bits. About 5 ns. */
  public long nextLong() {
    if (secondIsLeft) {
      secondIsLeft = false;
      return second;
    }
    long left = block++;
    long right = stream;
    long roundKey = key;
    for (int round = 0; round < ROUNDS; round++) {
      long high = unsignedMultiplyHigh(left);
      long low = MULTIPLIER * left;
      left = high ^ roundKey ^ right;
      right = low;
      roundKey += KEY_STEP;
    }
    second = right;
    secondIsLeft = true;
    return left;
  }

  /** A number uniform on [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * TWO_TO_MINUS_53;
  }

  /**
   * A number uniform on the open interval (0, 1): safe to take the logarithm of, and of 1 minus.
   */
  public double nextOpenDouble() {
    return ((nextLong() >>> 12) + 0.5) * TWO_TO_MINUS_52;
  }

  /** True with the given probability; below 0 counts as never, above 1 as always. */
  public boolean chance(double probability) {
    return nextDouble() < probability;
  }

  /**
   * A whole number uniform on [0, {@code bound}), without bias. Source: Lemire, "Fast random
   * integer generation in an interval" (2019).
   *
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("Invalid bound: " + bound + " (must be > 0)");
    }
    long product = (nextLong() >>> 32) * bound;
    long fraction = product & 0xFFFFFFFFL;
    if (fraction < bound) {
      long threshold = (0x1_0000_0000L - bound) % bound;
      while (fraction < threshold) {
        product = (nextLong() >>> 32) * bound;
        fraction = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /**
   * The upper half of {@code MULTIPLIER * value}, both unsigned; the multiplier's top bit is set.
   */
  private static long unsignedMultiplyHigh(long value) {
    return Math.multiplyHigh(MULTIPLIER, value) + value + ((value >> 63) & MULTIPLIER);
  }
}
