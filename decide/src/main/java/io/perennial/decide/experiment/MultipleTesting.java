// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Chances of many tests at once, made comparable with one alpha for all. */
public final class MultipleTesting {

  private MultipleTesting() {}

  /**
   * Adjusted so that the chance of any false alarm among all is at most alpha, whatever the tests
   * have to do with each other. Source: Holm, "A simple sequentially rejective multiple test
   * procedure" (1979). Sound for always-valid chances too.
   */
  public static double[] holm(double... pValues) {
    int[] order = ascending(pValues);
    int n = order.length;
    double[] adjusted = new double[n];
    double most = 0;
    for (int rank = 0; rank < n; rank++) {
      most = StrictMath.max(most, StrictMath.min(1, pValues[order[rank]] * (n - rank)));
      adjusted[order[rank]] = most;
    }
    return adjusted;
  }

  /**
   * Adjusted so that of the effects found a share of at most alpha is none, where the tests are
   * independent or go together. Source: Benjamini and Hochberg (1995).
   */
  public static double[] benjaminiHochberg(double... pValues) {
    int[] order = ascending(pValues);
    int n = order.length;
    double[] adjusted = new double[n];
    double least = 1;
    for (int rank = n - 1; rank >= 0; rank--) {
      least = StrictMath.min(least, pValues[order[rank]] * n / (rank + 1));
      adjusted[order[rank]] = least;
    }
    return adjusted;
  }

  private static int[] ascending(double[] pValues) {
    for (double p : pValues) {
      Checked.share("p-value", p);
    }
    return IntStream.range(0, pValues.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]))
        .mapToInt(i -> i)
        .toArray();
  }
}
