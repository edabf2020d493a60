// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.summary;

import java.util.Arrays;

/** The quantiles of a sample. Immutable; O(n log n) to make, O(1) to ask. */
public final class Quantiles {

  private final double[] sorted;

  private Quantiles(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The quantiles of {@code values}, which are copied.
   *
   * @throws IllegalArgumentException if there is no value, or one is NaN
   */
  public static Quantiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("Cannot take quantiles: there are no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    if (Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("Cannot take quantiles: a value is NaN");
    }
    return new Quantiles(sorted);
  }

  /**
   * The value below which a share {@code p} of the sample lies, between two neighbours by straight
   * line: definition 7 of Hyndman and Fan, "Sample quantiles in statistical packages" (1996), the
   * default of R and NumPy.
   *
   * @throws IllegalArgumentException if p is outside [0, 1]
   */
  public double at(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("Invalid p: " + p + " (must be within [0, 1])");
    }
    double position = p * (sorted.length - 1);
    int below = (int) position;
    double share = position - below;
    return share == 0 ? sorted[below] : sorted[below] * (1 - share) + sorted[below + 1] * share;
  }

  /** The middle: {@code at(0.5)}. */
  public double median() {
    return at(0.5);
  }
}
