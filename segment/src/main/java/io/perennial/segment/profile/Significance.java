// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import io.perennial.math.special.ErrorFunction;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How often chance alone does as much. */
final class Significance {

  private Significance() {}

  /** The chance that a standard normal is as far from 0 as {@code z}, on either side. */
  static double normalTails(double z) {
    return ErrorFunction.erfc(Math.abs(z) / StrictMath.sqrt(2));
  }

  /**
   * Chances of many comparisons, adjusted so that of those below .05 one in twenty is false
   * (Benjamini and Hochberg 1995).
   */
  static double[] adjusted(double[] chances) {
    int n = chances.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> chances[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[n];
    double least = 1;
    for (int k = n - 1; k >= 0; k--) {
      least = Math.min(least, chances[order[k]] * n / (k + 1));
      adjusted[order[k]] = least;
    }
    return adjusted;
  }
}
