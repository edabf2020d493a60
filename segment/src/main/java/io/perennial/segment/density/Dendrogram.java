// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.math.neighbour.DisjointSets;
import io.perennial.math.neighbour.SpanningTree;
import java.util.Arrays;

/**
 * How single points become one as the distance grows. Equally far merges are one, of two or more
 * children: so it is the same whichever minimum spanning tree it is made of.
 *
 * <p>Nodes 0 to n - 1 are the points; a node comes after its children, the root is the last.
 */
final class Dendrogram {

  private final int points;
  private final int nodes;
  private final int[] parents;
  private final int[] sizes;
  private final double[] distances;

  private Dendrogram(int points, int nodes, int[] parents, int[] sizes, double[] distances) {
    this.points = points;
    this.nodes = nodes;
    this.parents = parents;
    this.sizes = sizes;
    this.distances = distances;
  }

  /**
   * @param resolution distances below it count as it
   */
  static Dendrogram of(SpanningTree tree, int points, double resolution) {
    double[] lengths = tree.lengths();
    int[] order = Ascending.order(lengths);
    int[] parents = new int[Math.max(1, 2 * points)];
    int[] sizes = new int[parents.length];
    double[] distances = new double[parents.length];
    Arrays.fill(sizes, 0, points, 1);
    Arrays.fill(parents, -1);
    int[] nodeOf = new int[points];
    Arrays.setAll(nodeOf, i -> i);
    DisjointSets sets = new DisjointSets(points);
    int[] merged = new int[2 * lengths.length];
    int nodes = points;
    int end;
    for (int start = 0; start < order.length; start = end) {
      double distance = Math.max(resolution, lengths[order[start]]);
      int count = 0;
      for (end = start; end < order.length && lengths[order[end]] <= distance; end++) {
        merged[count++] = sets.find(tree.from(order[end]));
        merged[count++] = sets.find(tree.to(order[end]));
      }
      for (int e = start; e < end; e++) {
        sets.join(tree.from(order[e]), tree.to(order[e]));
      }
      Arrays.sort(merged, 0, count); // a set is named by its least point, and comes first
      int first = nodes;
      for (int i = 0; i < count; i++) {
        int old = merged[i];
        if (i == 0 || old != merged[i - 1]) {
          int set = sets.find(old);
          int child = nodeOf[old];
          if (set == old) {
            distances[nodes] = distance;
            nodeOf[set] = nodes++;
          }
          parents[child] = nodeOf[set];
          sizes[nodeOf[set]] += sizes[child];
        }
      }
      if (first == nodes) {
        throw new IllegalStateException("Cannot merge at " + distance + ": the tree has a cycle");
      }
    }
    return new Dendrogram(points, nodes, parents, sizes, distances);
  }

  int points() {
    return points;
  }

  int nodes() {
    return nodes;
  }

  /** The node that this one becomes part of, or -1. */
  int parent(int node) {
    return parents[node];
  }

  /** How many points are in a node. */
  int size(int node) {
    return sizes[node];
  }

  /** Where the children of a node become one; 0 for a point. */
  double distance(int node) {
    return distances[node];
  }
}
