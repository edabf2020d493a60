// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.Arrays;

/**
 * A positive amount by quantiles of its logarithm: straight lines between the levels, exponential
 * tails beyond them, whose steepness is that of held-out rows. Immutable.
 */
final class QuantileCurve {

  /** At 1 the mean would be infinite. */
  private static final double STEEPEST = 0.8;

  private static final double LEAST = 0.01;
  private static final int LEAST_IN_TAIL = 10;
  private static final double USUAL = 0.4;

  private final double[] levels;
  private final double lower;
  private final double upper;

  private QuantileCurve(double[] levels, double lower, double upper) {
    this.levels = levels;
    this.lower = lower;
    this.upper = upper;
  }

  static QuantileCurve of(double[] levels, Bag.HeldOut lowest, Bag.HeldOut highest) {
    return new QuantileCurve(levels.clone(), beyond(lowest, -1), beyond(highest, 1));
  }

  /** How far the logarithm is beyond its quantile, in the mean of those beyond it. */
  private static double beyond(Bag.HeldOut heldOut, int side) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < heldOut.size(); i++) {
      double over = side * (heldOut.label(i) - heldOut.margin(i));
      if (over > 0) {
        sum += over;
        count++;
      }
    }
    return count < LEAST_IN_TAIL ? USUAL : Math.max(LEAST, Math.min(STEEPEST, sum / count));
  }

  int size() {
    return levels.length;
  }

  /** The logarithm below which a share {@code u} lies. */
  double at(double u, double[] sorted) {
    int last = levels.length - 1;
    if (u <= levels[0]) {
      return sorted[0] + lower * Math.log(u / levels[0]);
    }
    if (u >= levels[last]) {
      return sorted[last] - upper * Math.log((1 - u) / (1 - levels[last]));
    }
    int k = 0;
    while (u > levels[k + 1]) {
      k++;
    }
    double share = (u - levels[k]) / (levels[k + 1] - levels[k]);
    return sorted[k] + share * (sorted[k + 1] - sorted[k]);
  }

  /** The mean amount, exactly. */
  double mean(double[] sorted) {
    int last = levels.length - 1;
    double mean =
        levels[0] * Math.exp(sorted[0]) / (1 + lower)
            + (1 - levels[last]) * Math.exp(sorted[last]) / (1 - upper);
    for (int k = 0; k < last; k++) {
      double middle = (sorted[k] + sorted[k + 1]) / 2;
      double half = (sorted[k + 1] - sorted[k]) / 2;
      mean += (levels[k + 1] - levels[k]) * Math.exp(middle) * sinhRatio(half);
    }
    return mean;
  }

  /** Derivatives of the mean by quantiles in any order, which it takes in ascending order. */
  double[] slopes(double[] quantiles) {
    Integer[] order = new Integer[quantiles.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, (a, b) -> Double.compare(quantiles[a], quantiles[b]));
    double[] sorted = quantiles.clone();
    Arrays.sort(sorted);
    double[] slopes = new double[sorted.length];
    int last = levels.length - 1;
    slopes[order[0]] += levels[0] * Math.exp(sorted[0]) / (1 + lower);
    slopes[order[last]] += (1 - levels[last]) * Math.exp(sorted[last]) / (1 - upper);
    for (int k = 0; k < last; k++) {
      double middle = (sorted[k] + sorted[k + 1]) / 2;
      double half = (sorted[k + 1] - sorted[k]) / 2;
      double part = (levels[k + 1] - levels[k]) * Math.exp(middle) / 2;
      double ratio = sinhRatio(half);
      double turn = half < 1e-4 ? half / 3 : (Math.cosh(half) - ratio) / half;
      slopes[order[k]] += part * (ratio - turn);
      slopes[order[k + 1]] += part * (ratio + turn);
    }
    return slopes;
  }

  /** sinh(x) / x. */
  private static double sinhRatio(double x) {
    return x < 1e-4 ? 1 + x * x / 6 : Math.sinh(x) / x;
  }
}
