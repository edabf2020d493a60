// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.math.neighbour.DisjointSets;
import io.perennial.math.neighbour.KdTree;
import io.perennial.math.neighbour.Points;
import io.perennial.math.neighbour.RadiusGraph;
import io.perennial.segment.Partition;

/**
 * Clusters of points that have enough others within a radius. A point that has, counting itself, is
 * a core; cores within the radius of each other are in one cluster; another point within the radius
 * of a core is on the border of a cluster; the rest is noise. Cores and noise are those of
 * scikit-learn's {@code DBSCAN(eps, min_samples)}. A border point near several clusters belongs to
 * that of its nearest core, of equally near ones that with the least coordinates: so the order of
 * the points does not matter, while scikit-learn takes the cluster that it came to first.
 *
 * <p>Exact; O(n log n) in few dimensions, memory O(n) however many neighbours there are. Source:
 * Ester, Kriegel, Sander and Xu (KDD 1996).
 *
 * @param radius eps, at least 0 and not NaN
 * @param enough min_samples, points within the radius, itself counted, at least 1
 */
public record Dbscan(double radius, int enough) {

  public Dbscan {
    if (!(radius >= 0)) {
      throw new IllegalArgumentException("Invalid radius: " + radius + " (must be >= 0)");
    }
    if (enough < 1) {
      throw new IllegalArgumentException("Invalid enough points: " + enough + " (must be >= 1)");
    }
  }

  /** The clusters of points; see {@link #cluster(KdTree)}. */
  public DbscanClusters cluster(Points points) {
    return cluster(KdTree.of(points));
  }

  /** The clusters of a tree's points. The same on any number of threads. */
  public DbscanClusters cluster(KdTree tree) {
    int n = tree.points().count();
    RadiusGraph graph = new RadiusGraph(tree, radius);
    int[] counts = graph.counts(enough);
    boolean[] cores = new boolean[n];
    for (int i = 0; i < n; i++) {
      cores[i] = counts[i] >= enough;
    }
    DisjointSets sets = graph.components(cores);
    int[] nearest = graph.nearestChosen(cores);
    int[] names = new int[n];
    int clusters = 0;
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      if (cores[i] && sets.find(i) == i) { // a set is named by its least member
        names[i] = clusters++;
      }
    }
    for (int i = 0; i < n; i++) {
      labels[i] = nearest[i] < 0 ? Partition.NOISE : names[sets.find(nearest[i])];
    }
    return new DbscanClusters(Partition.of(labels), cores);
  }
}
