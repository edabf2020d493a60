// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import java.util.Arrays;

/** How well a feature tells a number that came after it. */
public final class Association {

  private Association() {}

  /**
   * The square of Spearman's rank correlation, in [0, 1]; rows where either is not finite are left
   * out, and 0 is told where nothing can be. O(n log n).
   *
   * @param feature shape [n]
   * @param target shape [n], such as what each customer spent in the time after
   */
  public static double squaredSpearman(double[] feature, double[] target) {
    if (feature.length != target.length) {
      throw new IllegalArgumentException(
          "Invalid target: " + target.length + " values (must be " + feature.length + ")");
    }
    double[] x = new double[feature.length];
    double[] y = new double[feature.length];
    int n = 0;
    for (int i = 0; i < feature.length; i++) {
      if (Double.isFinite(feature[i]) && Double.isFinite(target[i])) {
        x[n] = feature[i];
        y[n++] = target[i];
      }
    }
    double[] a = ranks(Arrays.copyOf(x, n));
    double[] b = ranks(Arrays.copyOf(y, n));
    double both = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < n; i++) {
      both += a[i] * b[i];
      squaresA += a[i] * a[i];
      squaresB += b[i] * b[i];
    }
    return squaresA > 0 && squaresB > 0 ? Math.min(both / squaresA * (both / squaresB), 1) : 0;
  }

  /** Ranks, their mean over equal values, less their mean over all. */
  private static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int below = first(sorted, values[i]);
      int end = first(sorted, Math.nextUp(values[i]));
      ranks[i] = (below + end - 1) / 2.0 - (values.length - 1) / 2.0;
    }
    return ranks;
  }

  /** The first place whose value is not below {@code value}. */
  private static int first(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
