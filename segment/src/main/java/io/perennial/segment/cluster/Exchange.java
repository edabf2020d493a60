// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;

/**
 * Single points moved to another cluster while that lowers the inertia, with both means following
 * at once: leaves many optima where Lloyd's iterations rest, and none that they would leave. Equal
 * points move together. Source: Hartigan, "Clustering algorithms" (1975). O(n d k) a pass; for one
 * thread.
 */
final class Exchange {

  private static final int PASSES = 50;

  private final double[] values;
  private final int d;

  private final DistinctPoints distinct;

  Exchange(Points points) {
    values = points.values();
    d = points.dimensions();
    distinct = new DistinctPoints(points);
  }

  /**
   * Improves {@code labels} and {@code centres}, the means, in place; true when something moved.
   */
  boolean improve(int[] labels, double[] centres) {
    int k = centres.length / d;
    int[] now = new int[distinct.count()];
    double[] sizes = new double[k];
    for (int g = 0; g < now.length; g++) {
      now[g] = labels[distinct.first(g)];
      sizes[now[g]] += distinct.weight(g);
    }
    boolean moved = false;
    boolean moves = true;
    for (int pass = 0; pass < PASSES && moves; pass++) {
      moves = false;
      for (int g = 0; g < now.length; g++) {
        moves |= move(g, now, sizes, centres);
      }
      moved |= moves;
    }
    for (int i = 0; i < labels.length && moved; i++) {
      labels[i] = now[distinct.group(i)];
    }
    return moved;
  }

  private boolean move(int group, int[] now, double[] sizes, double[] centres) {
    int a = now[group];
    double weight = distinct.weight(group);
    if (sizes[a] == weight) {
      return false;
    }
    int at = distinct.first(group) * d;
    double own = Tile.distance(values, at, centres, a * d, d);
    double least = own * sizes[a] / (sizes[a] - weight) * (1 - 1e-12);
    int best = a;
    for (int b = 0; b < sizes.length; b++) {
      if (b != a) {
        double there = Tile.distance(values, at, centres, b * d, d);
        there *= sizes[b] / (sizes[b] + weight);
        if (there < least) {
          least = there;
          best = b;
        }
      }
    }
    if (best == a) {
      return false;
    }
    for (int j = 0; j < d; j++) {
      double value = values[at + j];
      centres[a * d + j] += weight * (centres[a * d + j] - value) / (sizes[a] - weight);
      centres[best * d + j] += weight * (value - centres[best * d + j]) / (sizes[best] + weight);
    }
    sizes[a] -= weight;
    sizes[best] += weight;
    now[group] = best;
    return true;
  }
}
