// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.cluster.KMeans;
import io.perennial.segment.cluster.KMeansConfig;
import io.perennial.segment.cluster.KMeansFit;
import java.util.Arrays;

/**
 * Points of a file to {@code clusters} clusters, the best of {@code starts} starts; {@code by} ours
 * or Smile's k-means. Reading is not timed. Ours is done twice: first, again.
 */
final class KMeansWork implements Work {

  /** As scikit-learn's default. */
  private static final int ITERATIONS = 300;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    double[] values = ClusterPointsWork.read(arguments.path("file"));
    int d = arguments.count("dimensions");
    int k = arguments.count("clusters");
    int starts = arguments.count("starts");
    if (arguments.is("by", "smile")) {
      double[][] rows = new double[values.length / d][];
      Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * d, (i + 1) * d));
      smile.clustering.KMeans fit =
          timing.round(() -> new smile.clustering.KMeans(rows, k, ITERATIONS, starts));
      timing.fact("inertia", fit.distortion());
    } else {
      Points points = new Points(values, d);
      KMeans kMeans = new KMeans(KMeansConfig.defaults().withRestarts(starts));
      timing.round(() -> kMeans.fit(points, k, RandomSource.seeded(1)));
      KMeansFit fit = timing.round(() -> kMeans.fit(points, k, RandomSource.seeded(1)));
      timing.fact("inertia", fit.inertia());
    }
  }
}
