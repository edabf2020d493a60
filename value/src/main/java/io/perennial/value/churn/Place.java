// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

/** Where a value stands among others. Stateless. */
final class Place {

  private Place() {}

  /**
   * The share of values that are less, and half of those that are equal, in [0, 1]. O(log n).
   *
   * @param ascending one value at least
   */
  static double of(double[] ascending, double value) {
    return (below(ascending, value) + below(ascending, Math.nextUp(value)))
        / (2.0 * ascending.length);
  }

  /** How many of ascending values are below one. */
  private static int below(double[] sorted, double value) {
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
