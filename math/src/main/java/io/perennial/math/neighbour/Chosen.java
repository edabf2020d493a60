// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

/** Some of the points of a tree, counted by node. */
final class Chosen {

  private final KdTree tree;
  private final boolean[] rows;
  private final int[] before;

  /**
   * @param points shape [n], whether each is one
   */
  Chosen(KdTree tree, boolean[] points) {
    if (points.length != tree.count) {
      throw new IllegalArgumentException(
          "Invalid choice: of " + points.length + " points (must be of " + tree.count + ")");
    }
    this.tree = tree;
    rows = new boolean[tree.count];
    before = new int[tree.count + 1];
    for (int row = 0; row < tree.count; row++) {
      rows[row] = points[tree.numbers[row]];
      before[row + 1] = before[row] + (rows[row] ? 1 : 0);
    }
  }

  boolean has(int row) {
    return rows[row];
  }

  /** How many of a node's points are chosen. */
  int count(int node) {
    return before[tree.to[node]] - before[tree.from[node]];
  }

  /** The first chosen row of a node, or -1. */
  int anyRow(int node) {
    for (int row = tree.from[node]; row < tree.to[node]; row++) {
      if (rows[row]) {
        return row;
      }
    }
    return -1;
  }
}
