// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.summary.Quantiles;
import java.util.Arrays;

/**
 * A number that was measured in an arm, and how exactly: a mean, a share, a ratio, a quantile, with
 * or without adjustment. Whatever is one of these can be compared.
 *
 * @param count of units behind it
 * @param value the number
 * @param standardError its standard deviation over experiments like this one; 0 below two units
 */
public record Estimate(long count, double value, double standardError) {

  /** 1.96: how far from the quantile the order statistics are taken. */
  private static final double REACH = 1.959963984540054;

  public Estimate {
    Checked.count("count", count);
    Checked.finite("value", value);
    Checked.notNegative("standardError", standardError);
  }

  /**
   * A quantile of outcomes. Its error comes from the order statistics around it, without a guess of
   * the density: Deng, Knoblich and Lu, "Applying the delta method in metric analytics" (KDD 2018),
   * section 4.2. O(n log n).
   *
   * @param outcomes of the arm's units, finite
   * @param p within (0, 1); .5 is the median
   */
  public static Estimate quantile(double[] outcomes, double p) {
    Checked.chance("p", p);
    int n = outcomes.length;
    if (n == 0) {
      return new Estimate(0, 0, 0);
    }
    double[] sorted = outcomes.clone();
    Arrays.sort(sorted);
    double reach = REACH * StrictMath.sqrt(n * p * (1 - p));
    int low = (int) StrictMath.max(0, StrictMath.floor(n * p - reach));
    int high = (int) StrictMath.min(n - 1, StrictMath.ceil(n * p + reach));
    double value = Quantiles.of(sorted).at(p);
    return new Estimate(n, value, (sorted[high] - sorted[low]) / (2 * REACH));
  }
}
