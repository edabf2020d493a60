// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/** Two works that are compared must have found the same, or the comparison is worth nothing. */
final class Agreement {

  /** Relative difference up to which doubles agree; absolute below 1. */
  static final double TOLERANCE = 1e-9;

  private Agreement() {}

  /** Requires that a fact be the same text. */
  static void same(String fact, Sample one, Sample other) {
    if (!one.text(fact).equals(other.text(fact))) {
      throw differ(fact, one, other);
    }
  }

  /** Requires that a fact, numbers between commas, be the same to {@link #TOLERANCE}. */
  static void close(String fact, Sample one, Sample other) {
    String[] a = one.text(fact).split(",", -1);
    String[] b = other.text(fact).split(",", -1);
    if (a.length != b.length) {
      throw differ(fact, one, other);
    }
    for (int i = 0; i < a.length; i++) {
      double x = Double.parseDouble(a[i]);
      double y = Double.parseDouble(b[i]);
      if (!(Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.max(Math.abs(x), Math.abs(y))))) {
        throw differ(fact, one, other);
      }
    }
  }

  private static IllegalStateException differ(String fact, Sample one, Sample other) {
    return new IllegalStateException(
        "Cannot compare: " + fact + " is " + one.text(fact) + " and " + other.text(fact));
  }
}
