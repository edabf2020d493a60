// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import io.perennial.math.distribution.Normal;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Values to normal scores: the standard normal's quantile of the share that lies below, equals
 * counted half. Between values by straight line, beyond the ends the ends. Immutable.
 */
final class Knots implements Serializable {

  private static final long serialVersionUID = 1;

  /** How many values are kept at most. */
  private static final int MOST = 256;

  static final Knots NONE = new Knots(new double[0], new double[0]);

  private final double[] values;
  private final double[] scores;

  /** Values ascend strictly. */
  Knots(double[] values, double[] scores) {
    this.values = values;
    this.scores = scores;
  }

  static Knots of(double[] sorted) {
    int n = sorted.length;
    double[] values = new double[MOST];
    double[] scores = new double[MOST];
    int count = 0;
    for (int from = 0; from < n; ) {
      int end = from + 1;
      while (end < n && sorted[end] == sorted[from]) {
        end++;
      }
      // one for each step of the rank, and always the ends
      boolean next = count == 0 || (long) end * (MOST - 1) / n > (long) from * (MOST - 1) / n;
      if (next && count < MOST) {
        values[count] = sorted[from];
        scores[count++] = quantile((from + end) / 2.0 / n);
      }
      from = end;
    }
    return new Knots(Arrays.copyOf(values, count), Arrays.copyOf(scores, count));
  }

  double score(double value) {
    int last = values.length - 1;
    if (value <= values[0]) {
      return scores[0];
    }
    if (value >= values[last]) {
      return scores[last];
    }
    int at = Arrays.binarySearch(values, value);
    if (at >= 0) {
      return scores[at];
    }
    int above = -at - 1;
    double gap = values[above] / 2 - values[above - 1] / 2; // halves: their difference is finite
    double share = (value / 2 - values[above - 1] / 2) / gap;
    return scores[above - 1] + share * (scores[above] - scores[above - 1]);
  }

  double[] values() {
    return values;
  }

  double[] scores() {
    return scores;
  }

  /** By bisection: 60 steps, 1e-15. */
  private static double quantile(double p) {
    double low = -9;
    double high = 9;
    for (int step = 0; step < 60; step++) {
      double middle = 0.5 * (low + high);
      if (Normal.standard().cumulative(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }
}
