// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

/** Money and pieces in ten-thousandths, so that sums are exact whatever the order. */
final class Ticks {

  static final double PER_ONE = 1e4;

  /** What DECIMAL(18, 4) cannot hold either. */
  private static final double TOO_MUCH = 1e14;

  /** Stands for: no value. */
  static final long NONE = Long.MIN_VALUE;

  /** All that was said, when it is more than a long holds. */
  static final long TOO_LARGE = Long.MAX_VALUE;

  private Ticks() {}

  /**
   * Adds the size of an amount to the sizes of all before: {@link #TOO_LARGE} from where a sum of
   * some of them might not be one any more, in whatever order they come.
   */
  static long more(long size, long ticks) {
    long sum = size + Math.abs(ticks);
    return sum < 0 ? TOO_LARGE : sum;
  }

  static long of(double value) {
    return Math.abs(value) < TOO_MUCH ? Math.round(value * PER_ONE) : NONE;
  }
}
