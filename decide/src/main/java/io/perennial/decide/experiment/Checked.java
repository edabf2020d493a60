// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

/** Arguments that must be what they are said to be. */
final class Checked {

  private Checked() {}

  static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be finite)");
    }
    return value;
  }

  static double positive(String name, double value) {
    if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be > 0 and finite)");
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be >= 0 and finite)");
    }
    return value;
  }

  /** Strictly between 0 and 1. */
  static double chance(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be within (0, 1))");
    }
    return value;
  }

  static double share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be within [0, 1])");
    }
    return value;
  }

  static long count(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be >= 0)");
    }
    return value;
  }

  static long atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be >= 1)");
    }
    return value;
  }

  static String word(String name, String value) {
    if (value.isBlank() || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": '" + value + "' (must be a word or more, on one line)");
    }
    return value;
  }
}
