// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

/** Money and pieces in ten-thousandths, so that sums are exact whatever the order. */
final class Ticks {

  static final double PER_ONE = 1e4;

  /** What DECIMAL(18, 4) cannot hold either. */
  private static final double TOO_MUCH = 1e14;

  /** Stands for: no value. */
  static final long NONE = Long.MIN_VALUE;

  private Ticks() {}

  static long of(double value) {
    return Math.abs(value) < TOO_MUCH ? Math.round(value * PER_ONE) : NONE;
  }
}
