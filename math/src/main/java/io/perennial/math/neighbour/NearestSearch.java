// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

/** Looks for the k nearest points, by (squared distance, number). For one thread at a time. */
final class NearestSearch {

  private final KdTree tree;
  private final int k;
  private final int[] ids;
  private final double[] squared;
  private int found;
  private int except;
  private double[] place;
  private int offset;
  private double worst;
  private int worstId;

  NearestSearch(KdTree tree, int k) {
    this.tree = tree;
    this.k = k;
    ids = new int[k];
    squared = new double[k];
    place = tree.coordinates;
  }

  /** Looks around a row of a leaf, without itself. */
  void around(int leaf, int row) {
    start(tree.coordinates, row * tree.dimensions, tree.numbers[row]);
    if (k == 0) {
      return;
    }
    scan(leaf);
    int node = leaf;
    while (node > 0) {
      int sibling = (node & 1) == 1 ? node + 1 : node - 1;
      if (hopes(sibling, tree.least(sibling, place, offset))) {
        visit(sibling);
      }
      node = (node - 1) >> 1;
    }
  }

  /** Looks around a place. */
  void at(double[] coordinates, int start) {
    start(coordinates, start, -1);
    if (k > 0) {
      visit(0);
    }
  }

  /** Writes what was found from {@code start} on, and says how many. */
  int tell(int[] toIds, double[] toSquared, int start) {
    System.arraycopy(ids, 0, toIds, start, found);
    System.arraycopy(squared, 0, toSquared, start, found);
    return found;
  }

  /** Writes the numbers of the {@code count} nearest that were found. */
  void tellIds(int[] toIds, int start, int count) {
    System.arraycopy(ids, 0, toIds, start, count);
  }

  /** The squared distance of the farthest that was found. */
  double farthest() {
    return squared[found - 1];
  }

  private void start(double[] coordinates, int start, int without) {
    place = coordinates;
    offset = start;
    except = without;
    found = 0;
    worst = Double.POSITIVE_INFINITY;
    worstId = Integer.MAX_VALUE;
  }

  private boolean hopes(int node, double least) {
    return least < worst || (least == worst && tree.first[node] < worstId);
  }

  private void visit(int node) {
    if (tree.isLeaf(node)) {
      scan(node);
      return;
    }
    int left = 2 * node + 1;
    int right = left + 1;
    double toLeft = tree.least(left, place, offset);
    double toRight = tree.least(right, place, offset);
    int near = toLeft <= toRight ? left : right;
    if (hopes(near, Math.min(toLeft, toRight))) {
      visit(near);
    }
    int far = left + right - near;
    if (hopes(far, Math.max(toLeft, toRight))) {
      visit(far);
    }
  }

  private void scan(int leaf) {
    int from = tree.from[leaf];
    int to = tree.to[leaf];
    if (tree.equal[leaf]) {
      double distance = tree.squared(from, place, offset);
      for (int row = from; row < to; row++) {
        if (!offer(tree.numbers[row], distance)) {
          return; // the numbers ascend
        }
      }
      return;
    }
    for (int row = from; row < to; row++) {
      double distance = tree.squared(row, place, offset);
      if (distance <= worst) {
        offer(tree.numbers[row], distance);
      }
    }
  }

  /** Whether a next one of the same distance, with a greater number, may be taken. */
  private boolean offer(int id, double distance) {
    if (id == except) {
      return true;
    }
    if (found == k && (distance > worst || (distance == worst && id > worstId))) {
      return false;
    }
    int at = found < k ? found++ : k - 1;
    while (at > 0
        && (squared[at - 1] > distance || (squared[at - 1] == distance && ids[at - 1] > id))) {
      squared[at] = squared[at - 1];
      ids[at] = ids[at - 1];
      at--;
    }
    squared[at] = distance;
    ids[at] = id;
    if (found == k) {
      worst = squared[k - 1];
      worstId = ids[k - 1];
    }
    return true;
  }
}
