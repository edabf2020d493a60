// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import java.util.HashMap;
import java.util.Map;

/**
 * How far two partitions of the same things agree: 1 if they are the same, 0 on average by chance.
 * Source: Hubert and Arabie, "Comparing partitions" (1985).
 */
public final class AdjustedRand {

  private AdjustedRand() {}

  /**
   * The index.
   *
   * @param a the group of each
   * @param b the group of each, in the same order
   */
  public static double of(int[] a, int[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "Cannot compare partitions of " + a.length + " and " + b.length + " things");
    }
    Map<Integer, Integer> ofA = new HashMap<>();
    Map<Integer, Integer> ofB = new HashMap<>();
    Map<Long, Integer> ofBoth = new HashMap<>();
    for (int i = 0; i < a.length; i++) {
      ofA.merge(a[i], 1, Integer::sum);
      ofB.merge(b[i], 1, Integer::sum);
      ofBoth.merge((long) a[i] << Integer.SIZE ^ (b[i] & 0xFFFFFFFFL), 1, Integer::sum);
    }
    long both = pairs(ofBoth);
    long inA = pairs(ofA);
    long inB = pairs(ofB);
    double all = a.length * (a.length - 1.0) / 2;
    double expected = all == 0 ? 0 : inA * (inB / all);
    double most = (inA + inB) / 2.0;
    return most == expected ? 1 : (both - expected) / (most - expected);
  }

  private static long pairs(Map<?, Integer> sizes) {
    long pairs = 0;
    for (int size : sizes.values()) {
      pairs += size * (size - 1L) / 2;
    }
    return pairs;
  }
}
