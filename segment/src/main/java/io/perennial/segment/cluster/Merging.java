// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The whole tree of mergers by Ward's rule, by chains of nearest neighbours: from any cluster to
 * its nearest, and on, until two are each other's nearest; they would be merged sooner or later, so
 * they are merged now. Source: Murtagh, "A survey of recent advances in hierarchical clustering
 * algorithms" (1983). Distances are of centroids, not kept: O(m² d) time, O(m d) memory.
 */
final class Merging {

  private final int d;
  private final double[] centroids;
  private final double[] sizes;

  /** Clusters that are not merged into another, in the first {@link #alive} places. */
  private final int[] open;

  private final int[] places;
  private int alive;

  private final double[] heights;
  private final int[] left;
  private final int[] right;

  Merging(Points points, DistinctPoints distinct) {
    int m = distinct.count();
    d = points.dimensions();
    centroids = new double[m * d];
    sizes = new double[m];
    open = new int[m];
    places = new int[m];
    for (int g = 0; g < m; g++) {
      System.arraycopy(points.values(), distinct.first(g) * d, centroids, g * d, d);
      sizes[g] = distinct.weight(g);
      open[g] = g;
      places[g] = g;
    }
    alive = m;
    heights = new double[m - 1];
    left = new int[m - 1];
    right = new int[m - 1];
    grow();
  }

  /** Shape [m]: clusters where {@code clusters} are left, or m of them. */
  int[] cut(int clusters) {
    int m = sizes.length;
    Integer[] order = new Integer[m - 1];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> heights[i]));
    int[] parents = new int[m];
    Arrays.setAll(parents, i -> i);
    for (int i = 0; i < m - clusters; i++) {
      parents[root(parents, right[order[i]])] = root(parents, left[order[i]]);
    }
    int[] labels = new int[m];
    Arrays.setAll(labels, i -> root(parents, i));
    return labels;
  }

  private static int root(int[] parents, int i) {
    int at = i;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  private void grow() {
    int[] chain = new int[sizes.length];
    int length = 0;
    int merged = 0;
    while (alive > 1) {
      if (length == 0) {
        chain[length++] = open[0];
      }
      int last = chain[length - 1];
      int before = length > 1 ? chain[length - 2] : -1;
      int nearest = nearest(last, before);
      if (nearest == before) {
        heights[merged] = distance(last, before);
        left[merged] = before;
        right[merged++] = last;
        merge(before, last);
        length -= 2;
      } else {
        chain[length++] = nearest;
      }
    }
  }

  /** What a merger adds to the inertia. */
  private double distance(int a, int b) {
    double apart = Tile.distance(centroids, a * d, centroids, b * d, d);
    return apart * (sizes[a] * sizes[b] / (sizes[a] + sizes[b]));
  }

  /** Among equals {@code preferred}, or else the first that is open. */
  private int nearest(int to, int preferred) {
    double least = preferred < 0 ? Double.POSITIVE_INFINITY : distance(to, preferred);
    int nearest = preferred;
    for (int i = 0; i < alive; i++) {
      int other = open[i];
      if (other != to) {
        double distance = distance(to, other);
        if (distance < least) {
          least = distance;
          nearest = other;
        }
      }
    }
    return nearest;
  }

  private void merge(int into, int gone) {
    double size = sizes[into] + sizes[gone];
    for (int j = 0; j < d; j++) {
      double mean = centroids[into * d + j];
      centroids[into * d + j] += (centroids[gone * d + j] - mean) * (sizes[gone] / size);
    }
    sizes[into] = size;
    int moved = open[--alive];
    open[places[gone]] = moved;
    places[moved] = places[gone];
  }
}
