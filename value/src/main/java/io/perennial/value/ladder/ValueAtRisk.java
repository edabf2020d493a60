// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.summary.StableSum;
import java.util.Arrays;

/**
 * Conditional value at risk: the mean of the worst futures, what a cautious reader counts on.
 * Source: Rockafellar and Uryasev, "Optimization of conditional value-at-risk" (2000), with the
 * atom at the quantile split, so that exactly the share asked for is averaged. Stateless.
 */
public final class ValueAtRisk {

  private ValueAtRisk() {}

  /**
   * The mean of the lowest {@code share} of values.
   *
   * @param values double[n], n >= 1, any order
   * @param share within (0, 1], as 0.05
   */
  public static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, share);
  }

  static double ofSorted(double[] sorted, double share) {
    if (sorted.length == 0 || !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Invalid tail: "
              + share
              + " of "
              + sorted.length
              + " values (must be within (0, 1], of at least 1)");
    }
    double wanted = share * sorted.length;
    int whole = (int) Math.min(sorted.length, Math.floor(wanted + 1e-9));
    StableSum sum = new StableSum();
    for (int k = 0; k < whole; k++) {
      sum.add(sorted[k]);
    }
    double rest = Math.max(0, wanted - whole);
    if (whole < sorted.length && rest > 0) {
      sum.add(rest * sorted[whole]);
    }
    return sum.value() / wanted;
  }
}
