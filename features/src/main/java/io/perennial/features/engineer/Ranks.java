// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.engineer;

import java.util.Arrays;
import java.util.Comparator;

/** Ranks of values, standardised, so that the correlation of two is a product. */
final class Ranks {

  private Ranks() {}

  /** Mean ranks of ties; what is missing is below all. Mean 0, length 1; all 0 for a constant. */
  static double[] of(double[] values) {
    int n = values.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> low(values[i])));
    double[] ranks = new double[n];
    for (int from = 0; from < n; ) {
      int to = from + 1;
      while (to < n && low(values[order[to]]) == low(values[order[from]])) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      ranks[i] -= (n - 1) / 2.0;
      squares += ranks[i] * ranks[i];
    }
    for (int i = 0; i < n && squares > 0; i++) {
      ranks[i] /= Math.sqrt(squares);
    }
    return ranks;
  }

  private static double low(double value) {
    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value + 0.0;
  }

  /** Spearman's correlation of two that {@link #of} made. */
  static double correlation(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
