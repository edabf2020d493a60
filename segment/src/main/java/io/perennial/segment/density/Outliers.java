// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.math.neighbour.KdTree;
import io.perennial.math.summary.Quantiles;
import java.util.Arrays;

/**
 * How alone each point is, and which are so alone that they are like none: those whose k-th nearest
 * other point is farther than ordinary points' would be, but for a stated share of them.
 *
 * <p>Among points of a normal distribution the logarithm of that distance has an exponential upper
 * tail, among bounded ones a lighter one. The tail is laid through the median and the ninth decile,
 * so that up to a tenth of the points may be outliers without moving it. Points that have k equal
 * ones are not alone. Of ordinary points in 2 dimensions or more, of one cluster or of several, at
 * most the stated share is called an outlier; in 1 dimension up to 1.7 times as many (at a share of
 * .01; 3.4 times at .001). Outliers close together, k + 1 or more, are a small cluster and not
 * found: {@link Hdbscan} finds those. O(n log n) in few dimensions.
 */
public final class Outliers {

  private static final double BODY = .5;
  private static final double TAIL = .9;

  private final double[] shares;
  private final double falseShare;

  private Outliers(double[] shares, double falseShare) {
    this.shares = shares;
    this.falseShare = falseShare;
  }

  /**
   * The outliers among points.
   *
   * @param neighbours k, at least 1; 10 is usual
   * @param falseShare how many of the ordinary points may be called outliers, in (0, .1]
   */
  public static Outliers of(KdTree tree, int neighbours, double falseShare) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("Invalid neighbours: " + neighbours + " (must be >= 1)");
    }
    if (!(falseShare > 0 && falseShare <= 1 - TAIL)) {
      throw new IllegalArgumentException(
          "Invalid share of false outliers: " + falseShare + " (must be > 0 and <= 0.1)");
    }
    double[] reach = tree.nearestOfAll(neighbours).reach();
    double[] alone =
        Arrays.stream(reach).filter(distance -> distance > 0).map(Outliers::log).toArray();
    double[] shares = new double[reach.length];
    Arrays.fill(shares, 1);
    if (alone.length > 0) {
      Arrays.sort(alone);
      Tail tail = Tail.of(alone, tree.points().dimensions());
      for (int i = 0; i < reach.length; i++) {
        if (reach[i] > 0) {
          shares[i] = tail.share(log(reach[i])) * alone.length / reach.length;
        }
      }
    }
    return new Outliers(shares, falseShare);
  }

  private static double log(double distance) {
    return Math.log(Math.min(distance, Double.MAX_VALUE));
  }

  /**
   * Shares of the points that are not among k + 1 equal ones, by the logarithm of their distance.
   */
  private static final class Tail {

    private final double[] sorted;
    private final double start;
    private final double scale;

    private Tail(double[] sorted, double start, double scale) {
      this.sorted = sorted;
      this.start = start;
      this.scale = scale;
    }

    static Tail of(double[] sorted, int dimensions) {
      Quantiles quantiles = Quantiles.of(sorted);
      double start = quantiles.at(TAIL);
      double scale = (start - quantiles.at(BODY)) / Math.log((1 - BODY) / (1 - TAIL));
      // many at the same distance: as of normal points
      return new Tail(sorted, start, scale > 0 ? scale : 1.0 / dimensions);
    }

    double share(double logarithm) {
      return logarithm > start
          ? (1 - TAIL) * Math.exp((start - logarithm) / scale)
          : (double) (sorted.length - first(sorted, logarithm)) / sorted.length;
    }
  }

  private static int first(double[] sorted, double value) {
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

  /**
   * By point, shape [n]: the share of ordinary points that would be as alone or more, in [0, 1];
   * near 0 for an outlier. Not a copy.
   */
  public double[] shares() {
    return shares;
  }

  /** Whether a point is called an outlier. */
  public boolean isOutlier(int point) {
    return shares[point] < falseShare;
  }

  /** How many are called outliers. */
  public int count() {
    return (int) Arrays.stream(shares).filter(share -> share < falseShare).count();
  }
}
