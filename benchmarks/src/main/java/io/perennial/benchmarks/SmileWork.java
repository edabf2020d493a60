// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.neighbour.Points;
import smile.clustering.DBSCAN;
import smile.neighbor.KDTree;

/** DBSCAN by Smile 1.5.3, the last under a permissive licence, with its k-d tree. */
final class SmileWork implements Work {

  private static final int ROUNDS = 2;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Points points = DensityWork.points(arguments);
    double[][] rows = new double[points.count()][points.dimensions()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = points.at(i, j);
      }
    }
    double radius = Double.parseDouble(arguments.text("radius"));
    for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
      DBSCAN<double[]> found =
          timing.round(
              () ->
                  new DBSCAN<>(rows, new KDTree<>(rows, rows), arguments.count("enough"), radius));
      timing.fact("clusters", found.getNumClusters());
      long noise = 0;
      for (int label : found.getClusterLabel()) {
        noise += label == DBSCAN.OUTLIER ? 1 : 0;
      }
      timing.fact("noise", noise);
    }
  }
}
