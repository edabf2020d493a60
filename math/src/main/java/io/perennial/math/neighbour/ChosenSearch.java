// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

/** Looks for the nearest chosen point, by (squared distance, coordinates). */
final class ChosenSearch {

  private final KdTree tree;
  private final Chosen chosen;
  private int place;
  private double best;
  private int bestRow;

  ChosenSearch(KdTree tree, Chosen chosen) {
    this.tree = tree;
    this.chosen = chosen;
  }

  /** The number of the one nearest to a row, or -1 when it is farther than allowed. */
  int nearest(int row, double squaredRadius) {
    place = row * tree.dimensions;
    best = squaredRadius;
    bestRow = -1;
    visit(0);
    return bestRow < 0 ? -1 : tree.numbers[bestRow];
  }

  private void visit(int node) {
    if (chosen.count(node) == 0 || tree.least(node, tree.coordinates, place) > best) {
      return;
    }
    if (!tree.isLeaf(node)) {
      int left = 2 * node + 1;
      int near =
          tree.least(left, tree.coordinates, place) <= tree.least(left + 1, tree.coordinates, place)
              ? left
              : left + 1;
      visit(near);
      visit(2 * left + 1 - near);
      return;
    }
    for (int row = tree.from[node]; row < tree.to[node]; row++) {
      if (chosen.has(row)) {
        double distance = tree.squared(row, tree.coordinates, place);
        if (distance < best || (distance == best && (bestRow < 0 || before(row, bestRow)))) {
          best = distance;
          bestRow = row;
        }
        if (tree.equal[node]) {
          return;
        }
      }
    }
  }

  private boolean before(int a, int b) {
    for (int j = 0; j < tree.dimensions; j++) {
      double x = tree.coordinates[a * tree.dimensions + j];
      double y = tree.coordinates[b * tree.dimensions + j];
      if (x != y) {
        return x < y;
      }
    }
    return false;
  }
}
