// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.distribution.Normal;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import java.util.Arrays;

/**
 * Customers of a known truth: populations with a share, a mean and a spread, whose features share a
 * part of their chance.
 */
final class Population {

  private final double[] shares;
  private final double[][] means;
  private final double[] spreads;
  private final double common;
  private final boolean skewed;

  private Population(
      double[] shares, double[][] means, double[] spreads, double common, boolean skewed) {
    this.shares = shares;
    this.means = means;
    this.spreads = spreads;
    this.common = common;
    this.skewed = skewed;
  }

  double[] shares() {
    return shares;
  }

  double[][] means() {
    return means;
  }

  double[] spreads() {
    return spreads;
  }

  /** As many populations as shares, on a grid, {@code apart} spreads between neighbours. */
  static Population overlapping(int dimensions, double apart, double... shares) {
    double[][] means = new double[shares.length][dimensions];
    double[] spreads = new double[shares.length];
    for (int s = 0; s < shares.length; s++) {
      means[s][s % dimensions] = apart * (1 + s / dimensions);
      spreads[s] = 1 + 0.1 * s;
    }
    return new Population(shares, means, spreads, 0, false);
  }

  /** The same, with this part of each variance shared by all features. */
  Population withCommon(double part) {
    return new Population(shares, means, spreads, part, skewed);
  }

  /** The same, with an exponential's chance in place of a normal's. */
  Population lopsided() {
    return new Population(shares, means, spreads, common, true);
  }

  Population withShares(double... others) {
    return new Population(others, means, spreads, common, skewed);
  }

  /** Other populations, each with the spread of the first beyond those there are. */
  Population with(double[][] others, double... otherShares) {
    double[] wide = Arrays.copyOf(spreads, others.length);
    Arrays.fill(wide, spreads.length, wide.length, spreads[0]);
    return new Population(otherShares, others, wide, common, skewed);
  }

  Population wider(double times) {
    double[] wide = Arrays.stream(spreads).map(spread -> spread * times).toArray();
    return new Population(shares, means, wide, common, skewed);
  }

  Population moved(int segment, int feature, double by) {
    double[][] others = new double[means.length][];
    for (int s = 0; s < means.length; s++) {
      others[s] = means[s].clone();
    }
    others[segment][feature] += by * spreads[segment];
    return new Population(shares, others, spreads, common, skewed);
  }

  int dimensions() {
    return means[0].length;
  }

  int draw(RandomStream random, double[] point) {
    double u = random.nextDouble();
    int s = 0;
    while (s < shares.length - 1 && u >= shares[s]) {
      u -= shares[s++];
    }
    double all = chance(random);
    for (int j = 0; j < point.length; j++) {
      double own = chance(random);
      point[j] = means[s][j] + spreads[s] * (Math.sqrt(common) * all + Math.sqrt(1 - common) * own);
    }
    return s;
  }

  private double chance(RandomStream random) {
    return skewed ? -Math.log(random.nextOpenDouble()) - 1 : Normal.standard(random);
  }

  /** Many of them, and where they belong. */
  Customers customers(int n, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[] values = new double[n * dimensions()];
    int[] truth = new int[n];
    double[] point = new double[dimensions()];
    for (int i = 0; i < n; i++) {
      truth[i] = draw(random, point);
      System.arraycopy(point, 0, values, i * point.length, point.length);
    }
    return new Customers(new Points(values, dimensions()), truth);
  }

  /** Points, and the population of each. */
  static final class Customers {

    private final Points points;
    private final int[] truth;

    private Customers(Points points, int[] truth) {
      this.points = points;
      this.truth = truth;
    }

    Points points() {
      return points;
    }

    int[] truth() {
      return truth;
    }

    double[] point(int i) {
      int d = points.dimensions();
      return Arrays.copyOfRange(points.values(), i * d, (i + 1) * d);
    }

    /** Each at the nearest of the means that Lloyd's steps end with, started from the given. */
    Partition nearest(double[][] start) {
      int k = start.length;
      int d = points.dimensions();
      double[][] means = new double[k][];
      for (int s = 0; s < k; s++) {
        means[s] = start[s].clone();
      }
      int[] labels = new int[points.count()];
      for (int step = 0; step < 30; step++) {
        double[][] sums = new double[k][d];
        int[] sizes = new int[k];
        for (int i = 0; i < labels.length; i++) {
          int best = 0;
          for (int s = 1; s < k; s++) {
            if (points.squaredDistance(i, means[s], 0)
                < points.squaredDistance(i, means[best], 0)) {
              best = s;
            }
          }
          labels[i] = best;
          sizes[best]++;
          for (int j = 0; j < d; j++) {
            sums[best][j] += points.at(i, j);
          }
        }
        for (int s = 0; s < k; s++) {
          for (int j = 0; j < d; j++) {
            means[s][j] = sums[s][j] / Math.max(1, sizes[s]);
          }
        }
      }
      return new Partition(labels, k);
    }
  }
}
