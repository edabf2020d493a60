// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

/** Places of numbers in ascending order. */
final class Ascending {

  private static final int BITS = 8;
  private static final int DIGITS = 1 << BITS;

  private Ascending() {}

  /**
   * The places of numbers from the least to the greatest, equal ones in order of place. O(n).
   *
   * @param values none negative or NaN; not changed
   */
  static int[] order(double[] values) {
    int n = values.length;
    long[] keys = new long[n];
    int[] places = new int[n];
    for (int i = 0; i < n; i++) {
      keys[i] = Double.doubleToRawLongBits(values[i] + 0.0); // ordered as the numbers are; no -0
      places[i] = i;
    }
    long[] nextKeys = new long[n];
    int[] nextPlaces = new int[n];
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      int[] starts = new int[DIGITS + 1];
      for (long key : keys) {
        starts[digit(key, shift) + 1]++;
      }
      for (int d = 0; d < DIGITS; d++) {
        starts[d + 1] += starts[d];
      }
      for (int i = 0; i < n; i++) {
        int to = starts[digit(keys[i], shift)]++;
        nextKeys[to] = keys[i];
        nextPlaces[to] = places[i];
      }
      long[] spareKeys = keys;
      keys = nextKeys;
      nextKeys = spareKeys;
      int[] sparePlaces = places;
      places = nextPlaces;
      nextPlaces = sparePlaces;
    }
    return places;
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & (DIGITS - 1);
  }
}
