// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import io.perennial.segment.density.Dbscan;
import io.perennial.segment.density.Hdbscan;
import io.perennial.segment.density.HdbscanConfig;

/**
 * From points to clusters, the k-d tree included: {@code method} is dbscan, of {@code radius} and
 * {@code enough}, or hdbscan, of {@code least} and {@code samples}.
 */
final class DensityWork implements Work {

  private static final int ROUNDS = 3;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Points points = points(arguments);
    Partition found = null;
    for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
      found = timing.round(() -> clusters(arguments, points));
    }
    if (found != null) {
      timing.fact("clusters", found.clusters());
      timing.fact("noise", found.noise());
      DensityPoints.writeLabels(found.labels(), arguments.path("labels"));
    }
  }

  static Points points(Arguments arguments) {
    return DensityPoints.of(
        arguments.count("points"), arguments.count("dimensions"), arguments.count("clusters"));
  }

  private static Partition clusters(Arguments arguments, Points points) {
    if (arguments.is("method", "dbscan")) {
      return new Dbscan(Double.parseDouble(arguments.text("radius")), arguments.count("enough"))
          .cluster(points)
          .partition();
    }
    return new Hdbscan(
            HdbscanConfig.of(arguments.count("least")).withSamples(arguments.count("samples")))
        .cluster(points)
        .partition();
  }
}
