// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/** Mean distances between samples: what {@link PoolStats} is made of. Stateless. */
final class MixtureScore {

  private MixtureScore() {}

  /** E|X - y| over sorted draws. */
  static double distance(double[] sorted, double y) {
    double sum = 0;
    for (double x : sorted) {
      sum += Math.abs(x - y);
    }
    return sum / sorted.length;
  }

  /** E|X - X'| over different draws of one sorted sample, fair to few (Ferro 2014). */
  static double within(double[] sorted) {
    int n = sorted.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (2.0 * i + 1 - n) * sorted[i];
    }
    return 2 * sum / ((double) n * (n - 1));
  }

  /** E|X - Y'| between two sorted samples, all pairs; O(n + m). */
  static double between(double[] x, double[] y) {
    double total = 0;
    for (double value : y) {
      total += value;
    }
    double sum = 0;
    double below = 0;
    int k = 0;
    for (double value : x) {
      while (k < y.length && y[k] <= value) {
        below += y[k++];
      }
      sum += value * (2.0 * k - y.length) + total - 2 * below;
    }
    return sum / ((double) x.length * y.length);
  }
}
