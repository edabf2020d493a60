// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

/** What may stand in a distribution. */
final class Parameters {

  private Parameters() {}

  static void requirePositive(String name, double value) {
    if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be > 0 and finite)");
    }
  }

  static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be finite)");
    }
  }
}
