// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.math.neighbour.KdTree;
import io.perennial.math.neighbour.Points;
import io.perennial.math.neighbour.SpanningTree;
import io.perennial.segment.Partition;

/**
 * Clusters of any density: those groups of points that stay together longest as the distance at
 * which points are neighbours shrinks. How many there are is found, not given; points in none are
 * noise.
 *
 * <p>Labels are those of scikit-learn's {@code HDBSCAN} and of the package hdbscan, except where
 * merges are equally far: the peers take them one after the other in an order of chance, here they
 * are one merge. So the order of the points does not matter, and equal points have equal labels.
 * O(n log² n) in few dimensions, memory O(n). Source: Campello, Moulavi and Sander (PAKDD 2013);
 * McInnes and Healy (ICDMW 2017).
 *
 * @param config how
 */
public record Hdbscan(HdbscanConfig config) {

  /** The clusters of points; see {@link #cluster(KdTree)}. */
  public HdbscanClusters cluster(Points points) {
    return cluster(KdTree.of(points));
  }

  /**
   * The clusters of a tree's points. The same on any number of threads. Fewer points than a cluster
   * has at least are all noise.
   */
  public HdbscanClusters cluster(KdTree tree) {
    SpanningTree spanning = SpanningTree.of(tree, config.samples() - 1);
    return told(
        CondensedTree.of(
            Dendrogram.of(spanning, tree.points().count(), config.resolution()),
            config.leastSize()));
  }

  private HdbscanClusters told(CondensedTree tree) {
    int n = tree.points();
    int[] selected = tree.selected(config.selection());
    int[] labels = new int[n];
    double[] probabilities = new double[n];
    double[] outlying = new double[n];
    double[] densest = tree.densestWithin();
    for (int i = 0; i < n; i++) {
      int cluster = tree.clusterOf(i);
      double density = tree.densityOf(i);
      labels[i] = selected[cluster];
      if (labels[i] != Partition.NOISE) {
        probabilities[i] = Math.min(1, share(density, tree.densest(labels[i])));
      }
      outlying[i] = Math.max(0, 1 - share(density, densest[cluster]));
    }
    Partition partition = Partition.of(labels);
    double[] stabilities = new double[partition.clusters()];
    for (int i = 0; i < n; i++) {
      if (labels[i] != Partition.NOISE) {
        stabilities[partition.labels()[i]] = tree.stability(labels[i]);
      }
    }
    return new HdbscanClusters(partition, stabilities, probabilities, outlying);
  }

  /** A density as a share of the greatest finite one; 1 for equal points, and where all are 0. */
  private static double share(double density, double greatest) {
    return density == Double.POSITIVE_INFINITY || greatest == 0 ? 1 : density / greatest;
  }
}
