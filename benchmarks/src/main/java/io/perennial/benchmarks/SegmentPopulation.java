// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.distribution.Normal;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import io.perennial.segment.assign.SegmentModel;
import io.perennial.segment.assign.SegmentModelConfig;
import io.perennial.segment.assign.SegmentModelTrainer;

/** Customers of segments that overlap, whose truth is known. */
final class SegmentPopulation {

  private static final double COMMON = 0.3;

  private final double[] shares;
  private final double[][] means;
  private final double spread;
  private final boolean lopsided;

  private SegmentPopulation(double[] shares, double[][] means, double spread, boolean lopsided) {
    this.shares = shares;
    this.means = means;
    this.spread = spread;
    this.lopsided = lopsided;
  }

  /** Segment s is {@code apart} spreads out in feature s, in {@code dimensions} features. */
  static SegmentPopulation of(int dimensions, double apart, double... shares) {
    double[][] means = new double[shares.length][dimensions];
    for (int s = 0; s < shares.length; s++) {
      means[s][s % dimensions] = apart * (1 + s / dimensions);
    }
    return new SegmentPopulation(shares, means, 1, false);
  }

  /** With an exponential's chance in place of a normal's. */
  SegmentPopulation lopsided() {
    return new SegmentPopulation(shares, means, spread, true);
  }

  SegmentPopulation wider(double times) {
    return new SegmentPopulation(shares, means, spread * times, lopsided);
  }

  SegmentPopulation withShares(double... others) {
    return new SegmentPopulation(others, means, spread, lopsided);
  }

  SegmentPopulation moved(int segment, int feature, double spreads) {
    double[][] others = copy(means.length);
    others[segment][feature] += spreads * spread;
    return new SegmentPopulation(shares, others, spread, lopsided);
  }

  /** One more segment, far from the others. */
  SegmentPopulation withNew(double share) {
    double[][] others = copy(means.length + 1);
    double[] parts = new double[shares.length + 1];
    for (int s = 0; s < shares.length; s++) {
      parts[s] = shares[s] * (1 - share);
    }
    parts[shares.length] = share;
    for (int j = 0; j < others[0].length; j++) {
      others[shares.length][j] = j % 2 == 0 ? 6 : -6;
    }
    return new SegmentPopulation(parts, others, spread, lopsided);
  }

  private double[][] copy(int segments) {
    double[][] others = new double[segments][means[0].length];
    for (int s = 0; s < means.length; s++) {
      others[s] = means[s].clone();
    }
    return others;
  }

  int segments() {
    return shares.length;
  }

  int dimensions() {
    return means[0].length;
  }

  /** A true mean; a copy. */
  double[] mean(int segment) {
    return means[segment].clone();
  }

  /** One customer's point, and where it belongs. */
  int draw(RandomStream random, double[] point) {
    double left = random.nextDouble();
    int segment = 0;
    while (segment < shares.length - 1 && left >= shares[segment]) {
      left -= shares[segment++];
    }
    double common = Math.sqrt(COMMON) * chance(random);
    double own = Math.sqrt(1 - COMMON);
    for (int j = 0; j < point.length; j++) {
      point[j] = means[segment][j] + spread * (common + own * chance(random));
    }
    return segment;
  }

  private double chance(RandomStream random) {
    return lopsided ? -StrictMath.log(random.nextOpenDouble()) - 1 : Normal.standard(random);
  }

  Points points(int customers, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[] values = new double[customers * dimensions()];
    double[] point = new double[dimensions()];
    for (int i = 0; i < customers; i++) {
      draw(random, point);
      System.arraycopy(point, 0, values, i * point.length, point.length);
    }
    return new Points(values, dimensions());
  }

  /** A model of the points, each in the cluster of the nearest true mean to begin with. */
  SegmentModel model(Points points, SegmentModelConfig config, long seed) {
    int[] labels = new int[points.count()];
    for (int i = 0; i < labels.length; i++) {
      for (int s = 1; s < means.length; s++) {
        if (points.squaredDistance(i, means[s], 0)
            < points.squaredDistance(i, means[labels[i]], 0)) {
          labels[i] = s;
        }
      }
    }
    return new SegmentModelTrainer(config, RandomSource.seeded(seed))
        .train(points, Partition.of(labels));
  }
}
