// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import io.perennial.math.special.ErrorFunction;
import java.util.Arrays;
import java.util.Comparator;

/** Chance, where many things are tested at once. */
final class FalseDiscovery {

  private static final double SQRT_HALF = 0.7071067811865476;

  private FalseDiscovery() {}

  /** How often chance alone comes as far from 0 as z, in either direction. */
  static double twoSided(double z) {
    return ErrorFunction.erfc(Math.abs(z) * SQRT_HALF);
  }

  /**
   * The values adjusted so that of those at most q a share q at most is false. Source: Benjamini
   * and Hochberg (1995).
   */
  static double[] adjusted(double[] p) {
    int n = p.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> p[i]));
    double[] adjusted = new double[n];
    double least = 1;
    for (int rank = n; rank >= 1; rank--) {
      int i = order[rank - 1];
      least = Math.min(least, p[i] * n / rank);
      adjusted[i] = least;
    }
    return adjusted;
  }
}
