// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** A mean with the standard deviation of what it is of, in words. */
final class MeanAndSpread {

  private MeanAndSpread() {}

  static String of(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return String.format(
        Locale.ROOT, "%.4f ± %.4f", mean, Math.sqrt(squares / Math.max(1, values.length - 1)));
  }
}
