// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.summary;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * How far a sample lies from a continuous distribution, and how often chance alone takes it so far.
 *
 * @param distance D, the greatest difference of the two cumulative curves, in [0, 1]
 * @param pValue the chance of at least this distance if the sample is from the distribution;
 *     asymptotic with Stephens' correction (1970), good to about 0.01 from n = 20
 */
public record KolmogorovSmirnov(double distance, double pValue) {

  /**
   * Compares {@code sample}, of any order, with the curve {@code cumulative}. O(n log n).
   *
   * @throws IllegalArgumentException if the sample is empty
   */
  public static KolmogorovSmirnov test(double[] sample, DoubleUnaryOperator cumulative) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("Cannot test a sample: it is empty");
    }
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    double n = sorted.length;
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = cumulative.applyAsDouble(sorted[i]);
      distance = Math.max(distance, Math.max(expected - i / n, (i + 1) / n - expected));
    }
    double root = StrictMath.sqrt(n);
    return new KolmogorovSmirnov(distance, upperTail((root + 0.12 + 0.11 / root) * distance));
  }

  /** Kolmogorov's limit law: 2 sum (-1)^(k-1) exp(-2 k^2 t^2). */
  private static double upperTail(double t) {
    if (t < 0.2) {
      return 1; // the series does not converge here, and the tail is 1 to 12 digits
    }
    double sum = 0;
    for (int k = 100; k >= 1; k--) {
      double term = StrictMath.exp(-2.0 * k * k * t * t);
      sum += k % 2 == 1 ? term : -term;
    }
    return Math.min(1, Math.max(0, 2 * sum));
  }
}
