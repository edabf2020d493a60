// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import java.util.Arrays;

/** Points without their repetitions. O(n d log n). */
final class DistinctPoints {

  private final int[] firsts;
  private final int[] weights;
  private final int[] groups;

  DistinctPoints(Points points) {
    int n = points.count();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> compare(points, a, b)); // stable: the first of equals comes first
    int[] same = new int[n];
    for (int i = 0; i < n; i++) {
      boolean equal = i > 0 && points.squaredDistance(order[i - 1], order[i]) == 0;
      same[order[i]] = equal ? same[order[i - 1]] : order[i];
    }
    groups = new int[n];
    int[] all = new int[n];
    int[] counts = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (same[i] == i) {
        all[count] = i;
        groups[i] = count++;
      }
      groups[i] = groups[same[i]];
      counts[groups[i]]++;
    }
    firsts = Arrays.copyOf(all, count);
    weights = Arrays.copyOf(counts, count);
  }

  private static int compare(Points points, int a, int b) {
    for (int j = 0; j < points.dimensions(); j++) {
      int order = Double.compare(points.at(a, j) + 0.0, points.at(b, j) + 0.0); // no -0
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  int count() {
    return firsts.length;
  }

  /** The first point of a group of equal ones; groups are in the order of these. */
  int first(int group) {
    return firsts[group];
  }

  /** How many points a group has. */
  int weight(int group) {
    return weights[group];
  }

  /** The group of a point. */
  int group(int point) {
    return groups[point];
  }
}
