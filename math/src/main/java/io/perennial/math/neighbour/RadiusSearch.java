// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import java.util.Arrays;

/** Looks for the points within a radius, its border included. For one thread at a time. */
final class RadiusSearch {

  private final KdTree tree;
  private final double squaredRadius;
  private int[] found = new int[16];
  private int size;

  RadiusSearch(KdTree tree, double radius) {
    this.tree = tree;
    squaredRadius = square(radius);
  }

  static double square(double radius) {
    if (!(radius >= 0)) {
      throw new IllegalArgumentException("Invalid radius: " + radius + " (must be >= 0)");
    }
    return radius * radius;
  }

  /** How many points of a node are within it; counting stops at {@code enough}. */
  int count(int node, double[] place, int offset, int enough) {
    if (enough <= 0 || tree.size(node) == 0 || tree.least(node, place, offset) > squaredRadius) {
      return 0;
    }
    if (tree.most(node, place, offset) <= squaredRadius) {
      return Math.min(enough, tree.size(node));
    }
    if (!tree.isLeaf(node)) {
      int left = count(2 * node + 1, place, offset, enough);
      return left + count(2 * node + 2, place, offset, enough - left);
    }
    int count = 0;
    for (int row = tree.from[node]; row < tree.to[node] && count < enough; row++) {
      if (tree.squared(row, place, offset) <= squaredRadius) {
        count++;
      }
    }
    return count;
  }

  /** The points within it, in no order. */
  int[] all(double[] place, int offset) {
    size = 0;
    visit(0, place, offset);
    return Arrays.copyOf(found, size);
  }

  private void visit(int node, double[] place, int offset) {
    if (tree.size(node) == 0 || tree.least(node, place, offset) > squaredRadius) {
      return;
    }
    if (!tree.isLeaf(node)) {
      visit(2 * node + 1, place, offset);
      visit(2 * node + 2, place, offset);
      return;
    }
    for (int row = tree.from[node]; row < tree.to[node]; row++) {
      if (tree.squared(row, place, offset) <= squaredRadius) {
        if (size == found.length) {
          found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = tree.numbers[row];
      }
    }
  }
}
