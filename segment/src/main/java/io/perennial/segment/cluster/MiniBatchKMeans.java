// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;

/**
 * k-means for more points than memory holds: centroids of a sample, which then follow batch after
 * batch, each as far as its members weigh beside those it had. Not the least inertia, but near it.
 * Source: Sculley, "Web-scale k-means clustering" (2010). O(n d k) a pass; memory is the sample and
 * one batch. Immutable.
 */
public final class MiniBatchKMeans implements Clusterer {

  private final MiniBatchConfig config;
  private final KMeans start;

  public MiniBatchKMeans(MiniBatchConfig config) {
    this.config = config;
    start = new KMeans(KMeansConfig.defaults());
  }

  @Override
  public String name() {
    return "mini-batch k-means";
  }

  @Override
  public Partition cluster(Points points, int clusters, RandomSource random) {
    return fit(points, clusters, random).partition();
  }

  /** As {@link #cluster}, with centroids and inertia. */
  public KMeansFit fit(Points points, int clusters, RandomSource random) {
    Scale scale = Scale.of(points);
    Points scaled = scale.down(points);
    Points centroids = centroids(PointBatches.of(scaled, config.batch()), clusters, random);
    Lloyd last = new Lloyd(scaled, centroids.values());
    last.assign();
    return scale.up(
        KMeansFit.of(
            last.labels(), last.centres(), points.dimensions(), last.inertia(), config.passes()));
  }

  /**
   * The centroids alone, of points that need not be in memory.
   *
   * @param clusters at least 1; fewer come back where the sample has fewer distinct points
   * @throws IllegalArgumentException when there is no point at all
   */
  public Points centroids(PointBatches batches, int clusters, RandomSource random) {
    Points sample = sample(batches, random.derive("sample").stream(0));
    KMeansFit fit = start.fit(sample, clusters, random);
    double[] centres = fit.centroids().values();
    int[] sizes = fit.partition().sizes();
    double[] weights = new double[sizes.length];
    for (int c = 0; c < sizes.length; c++) {
      weights[c] = sizes[c];
    }
    for (int pass = 0; pass < config.passes(); pass++) {
      batches.forEach(batch -> follow(batch, centres, weights));
      for (int c = 0; c < weights.length; c++) {
        weights[c] /= 2; // what comes in the next pass is worth more than what led here
      }
    }
    return new Points(centres, batches.dimensions());
  }

  private static void follow(Points batch, double[] centres, double[] weights) {
    int d = batch.dimensions();
    double[] sums = new Lloyd(batch, centres).assign();
    for (int c = 0; c < weights.length; c++) {
      double members = sums[c * (d + 1) + d];
      weights[c] += members;
      for (int j = 0; j < d && members > 0; j++) {
        double apart = sums[c * (d + 1) + j] - members * centres[c * d + j];
        centres[c * d + j] += apart / weights[c];
      }
    }
  }

  /** Every point has the same chance to be in it, whatever the batches. */
  private Points sample(PointBatches batches, RandomStream random) {
    Reservoir reservoir = new Reservoir(config.sample(), batches.dimensions(), random);
    batches.forEach(reservoir::add);
    return reservoir.points();
  }
}
