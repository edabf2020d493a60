// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

/** The median without sorting: Hoare's selection, "Algorithm 65: find" (1961). */
final class Middle {

  private Middle() {}

  /**
   * The median, between two neighbours in the middle of them. O(n) as a rule.
   *
   * @param values at least one, none NaN; their order is lost
   */
  static double of(double[] values) {
    int below = (values.length - 1) / 2;
    double low = select(values, below);
    if (values.length % 2 == 1) {
      return low;
    }
    double high = Double.POSITIVE_INFINITY;
    for (int i = below + 1; i < values.length; i++) {
      high = Math.min(high, values[i]);
    }
    return low * 0.5 + high * 0.5;
  }

  /** The value at {@code place} in order; before it are none greater, behind it none smaller. */
  private static double select(double[] values, int place) {
    int left = 0;
    int right = values.length - 1;
    while (left < right) {
      double pivot = middle(values[left], values[(left + right) >>> 1], values[right]);
      int i = left;
      int j = right;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (place <= j) {
        right = j;
      } else if (place >= i) {
        left = i;
      } else {
        return values[place];
      }
    }
    return values[place];
  }

  private static double middle(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
