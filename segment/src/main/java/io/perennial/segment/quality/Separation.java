// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.math.special.GammaFunctions;
import io.perennial.segment.Partition;
import java.util.Arrays;

/**
 * How much of what customers do, such as spend of the next period, their cluster tells: the share
 * of the variance of a target that lies between clusters (η², one-way), in [0, 1]. All points
 * count; those in no cluster are a group of their own. Everything is 0 where the target does not
 * vary.
 *
 * @param raw η² of the target as it is: a few whales decide it
 * @param winsorised η² of the target with its outermost hundredths pulled in, see {@link
 *     #winsorised(double[])}
 * @param logged η² of sign(t) log(1 + |t|)
 * @param robust η² of that of the winsorised target: nothing that the largest hundredth spends
 *     changes it
 * @param ranked ε² of Kruskal and Wallis, H / (n - 1): η² of ranks, equals sharing their mean
 * @param pValue how often clusters that tell nothing would come to this H or more (χ²); 1 where
 *     there is nothing to compare
 */
public record Separation(
    double raw, double winsorised, double logged, double robust, double ranked, double pValue) {

  private static final double WINSOR = 0.01;
  private static final int LEAST_TO_WINSORISE = 10;

  /**
   * How well {@code partition} separates {@code target}. O(n log n) time, O(n) memory.
   *
   * @param target finite, one for each point
   */
  public static Separation of(Partition partition, double[] target) {
    Rows.requireFinite("target", target, partition.count());
    double[] pulled = winsorised(target);
    double ranked = etaSquared(partition, ranks(target));
    int groups = partition.clusters() + (partition.noise() > 0 ? 1 : 0);
    double h = ranked * (target.length - 1);
    double p =
        groups < 2 || h <= 0 ? 1 : GammaFunctions.regularizedUpper((groups - 1) / 2.0, h / 2);
    return new Separation(
        etaSquared(partition, target),
        etaSquared(partition, pulled),
        etaSquared(partition, logged(target)),
        etaSquared(partition, logged(pulled)),
        ranked,
        p);
  }

  /**
   * The target as choices look at it: winsorised, then sign(t) log(1 + |t|). Multiplying the spend
   * of the largest hundredth changes nothing of it.
   */
  public static double[] robust(double[] target) {
    return logged(winsorised(target));
  }

  /**
   * η² of {@code values} over the groups of {@code partition}. O(n), stable for any finite values.
   */
  public static double etaSquared(Partition partition, double[] values) {
    Rows.requireFinite("values", values, partition.count());
    double scale = 0;
    for (double value : values) {
      scale = Math.max(scale, Math.abs(value));
    }
    int k = partition.clusters();
    if (scale == 0 || k + (partition.noise() > 0 ? 1 : 0) < 2) {
      return 0;
    }
    int[] labels = partition.labels();
    double[] sums = new double[k + 1];
    int[] sizes = new int[k + 1];
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      mean += values[i] / scale / values.length;
    }
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      int group = labels[i] == Partition.NOISE ? k : labels[i];
      double off = values[i] / scale - mean;
      sums[group] += off;
      sizes[group]++;
      total += off * off;
    }
    double between = 0;
    for (int g = 0; g <= k; g++) {
      between += sizes[g] == 0 ? 0 : sums[g] * sums[g] / sizes[g];
    }
    // what is left of rounding where all values are equal is no variance
    return total <= 1e-24 * values.length ? 0 : Math.min(1, between / total);
  }

  /**
   * η² less what as many clusters would reach by chance: 1 - (1 - η²)(n - 1)/(n - k), not below 0.
   * Source: Kelley (1935).
   */
  public static double adjusted(double etaSquared, int n, int groups) {
    return n <= groups ? 0 : Math.max(0, 1 - (1 - etaSquared) * (n - 1) / (n - groups));
  }

  /**
   * The target with the largest and the smallest hundredth of its values, from ten values on one of
   * each at least, replaced by the nearest value that is left. By order, not by interpolation: how
   * large they were plays no part.
   */
  static double[] winsorised(double[] target) {
    int n = target.length;
    if (n < LEAST_TO_WINSORISE) {
      return target.clone();
    }
    double[] sorted = target.clone();
    Arrays.sort(sorted);
    int pulled = (int) Math.ceil(WINSOR * n);
    double low = sorted[pulled];
    double high = sorted[n - 1 - pulled];
    return Arrays.stream(target).map(t -> Math.min(high, Math.max(low, t))).toArray();
  }

  private static double[] logged(double[] values) {
    return Arrays.stream(values)
        .map(t -> Math.copySign(StrictMath.log1p(Math.abs(t)), t))
        .toArray();
  }

  /** Ranks from 0, equals sharing their mean. */
  static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      ranks[i] = (first(sorted, values[i], false) + first(sorted, values[i], true) - 1) / 2.0;
    }
    return ranks;
  }

  /** The first place of a value not below {@code value}, or of one above it. */
  private static int first(double[] sorted, double value, boolean above) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (above && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
