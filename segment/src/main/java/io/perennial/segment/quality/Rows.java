// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

/** That columns are about the same customers. */
final class Rows {

  private Rows() {}

  static void requireSame(String what, int count, int expected) {
    if (count != expected) {
      throw new IllegalArgumentException(
          "Invalid " + what + ": " + count + " (must be as many as points, " + expected + ")");
    }
  }

  /** Finite values, as many as points. */
  static void requireFinite(String what, double[] values, int expected) {
    requireSame(what, values.length, expected);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Invalid " + what + ": " + values[i] + " of point " + i + " (must be finite)");
      }
    }
  }
}
