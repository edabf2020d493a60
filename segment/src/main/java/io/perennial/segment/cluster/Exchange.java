// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import java.util.Arrays;

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

  /** One of each group of equal points, in the order of the first, and how many they are. */
  private final int[] distinct;

  private final int[] weights;

  /** For each point the place of its group in {@link #distinct}. */
  private final int[] groups;

  Exchange(Points points) {
    values = points.values();
    d = points.dimensions();
    int n = points.count();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, this::compare); // stable: the first of equals comes first
    int[] firsts = new int[n];
    for (int i = 0; i < n; i++) {
      boolean equal = i > 0 && compare(order[i - 1], order[i]) == 0;
      firsts[order[i]] = equal ? firsts[order[i - 1]] : order[i];
    }
    groups = new int[n];
    int[] all = new int[n];
    int[] counts = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (firsts[i] == i) {
        all[count] = i;
        groups[i] = count++;
      }
      groups[i] = groups[firsts[i]];
      counts[groups[i]]++;
    }
    distinct = Arrays.copyOf(all, count);
    weights = Arrays.copyOf(counts, count);
  }

  private int compare(int a, int b) {
    return Arrays.compare(values, a * d, (a + 1) * d, values, b * d, (b + 1) * d);
  }

  /**
   * Improves {@code labels} and {@code centres}, the means, in place; true when something moved.
   */
  boolean improve(int[] labels, double[] centres) {
    int k = centres.length / d;
    int[] now = new int[distinct.length];
    double[] sizes = new double[k];
    for (int g = 0; g < now.length; g++) {
      now[g] = labels[distinct[g]];
      sizes[now[g]] += weights[g];
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
      labels[i] = now[groups[i]];
    }
    return moved;
  }

  private boolean move(int group, int[] now, double[] sizes, double[] centres) {
    int a = now[group];
    double weight = weights[group];
    if (sizes[a] == weight) {
      return false;
    }
    int at = distinct[group] * d;
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
