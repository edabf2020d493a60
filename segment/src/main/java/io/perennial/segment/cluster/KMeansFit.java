// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;

/**
 * Points in clusters around their means, as {@link KMeans} found them.
 *
 * @param partition clusters numbered by size, the largest first
 * @param centroids shape [clusters × d], in the order of the clusters
 * @param inertia the sum of squared distances of points to their centroids
 * @param iterations how many it took
 */
public record KMeansFit(Partition partition, Points centroids, double inertia, int iterations) {

  /** The cluster whose centroid is nearest to a point, the first of equals. O(clusters × d). */
  public int nearest(double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centroids.count(); c++) {
      double distance = centroids.squaredDistance(c, point, 0);
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  /**
   * Labels and centroids of any numbers, renumbered by size; those without a member are dropped.
   */
  static KMeansFit of(int[] labels, double[] centres, int d, double inertia, int iterations) {
    Partition partition = Partition.of(labels);
    double[] ordered = new double[partition.clusters() * d];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(centres, labels[i] * d, ordered, partition.labels()[i] * d, d);
    }
    return new KMeansFit(partition, new Points(ordered, d), inertia, iterations);
  }
}
