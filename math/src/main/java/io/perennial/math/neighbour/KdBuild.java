// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/** Puts the rows of a tree in order. Each node is made by one thread, and of its own rows alone. */
final class KdBuild {

  /** From this many nodes on a level, each is made with all below it at once. */
  private static final int PARTS = 64;

  private final KdTree tree;
  private final int d;
  private final double[] rows;
  private final int[] numbers;

  KdBuild(KdTree tree) {
    this.tree = tree;
    d = tree.dimensions;
    rows = tree.coordinates;
    numbers = tree.numbers;
  }

  void run() {
    tree.to[0] = tree.count;
    int start = 0;
    for (int nodes = 1; nodes < PARTS && start < tree.lastLevel; nodes *= 2) {
      int offset = start;
      Chunks.forEach(nodes, 1, (i, end) -> make(offset + i));
      start += nodes;
    }
    int offset = start;
    Chunks.forEach(start + 1, 1, (i, end) -> makeAll(offset + i));
    for (int node = start - 1; node >= 0; node--) {
      if (tree.size(node) > 0 && !tree.isLeaf(node)) {
        tree.first[node] = Math.min(tree.first[2 * node + 1], tree.first[2 * node + 2]);
      }
    }
  }

  private void makeAll(int node) {
    if (make(node)) {
      makeAll(2 * node + 1);
      makeAll(2 * node + 2);
      tree.first[node] = Math.min(tree.first[2 * node + 1], tree.first[2 * node + 2]);
    }
  }

  /** Whether the node has children, whose rows are then known. */
  private boolean make(int node) {
    int from = tree.from[node];
    int to = tree.to[node];
    int widest = bound(node, from, to);
    if (from == to) {
      return false; // below a leaf of equal points; or no points at all
    }
    if (tree.isLeaf(node)) {
      if (tree.equal[node]) {
        Arrays.sort(numbers, from, to);
      } else {
        sort(from, to);
      }
      tree.first[node] = numbers[from];
      return false;
    }
    int middle = (from + to) >>> 1;
    select(from, to, middle, widest);
    tree.from[2 * node + 1] = from;
    tree.to[2 * node + 1] = middle;
    tree.from[2 * node + 2] = middle;
    tree.to[2 * node + 2] = to;
    return true;
  }

  /** Finds the box of a node, and the dimension in which it is widest. */
  private int bound(int node, int from, int to) {
    int low = node * 2 * d;
    int high = low + d;
    double[] boxes = tree.boxes;
    Arrays.fill(boxes, low, high, Double.POSITIVE_INFINITY);
    Arrays.fill(boxes, high, high + d, Double.NEGATIVE_INFINITY);
    for (int row = from; row < to; row++) {
      for (int j = 0; j < d; j++) {
        double x = rows[row * d + j];
        if (x < boxes[low + j]) {
          boxes[low + j] = x;
        }
        if (x > boxes[high + j]) {
          boxes[high + j] = x;
        }
      }
    }
    int widest = 0;
    double width = -1;
    for (int j = 0; j < d; j++) {
      double w = boxes[high + j] - boxes[low + j];
      if (w > width) {
        width = w;
        widest = j;
      }
    }
    tree.equal[node] = width == 0;
    return widest;
  }

  /** Brings the rows below the middle one of a dimension before it, those above it behind. */
  private void select(int start, int end, int middle, int dimension) {
    int from = start;
    int to = end;
    while (to - from > 1) {
      double pivot = pivot(from, to, dimension);
      int less = from;
      int more = to;
      int i = from;
      while (i < more) {
        double x = rows[i * d + dimension];
        if (x < pivot) {
          swap(less++, i++);
        } else if (x > pivot) {
          swap(i, --more);
        } else {
          i++;
        }
      }
      if (middle < less) {
        to = less;
      } else if (middle >= more) {
        from = more;
      } else {
        return;
      }
    }
  }

  /** The median of three medians of three. */
  private double pivot(int from, int to, int dimension) {
    int step = (to - from) / 9;
    double[] medians = new double[3];
    for (int m = 0; m < 3; m++) {
      int at = from + 3 * m * step;
      medians[m] =
          median(
              rows[at * d + dimension],
              rows[(at + step) * d + dimension],
              rows[(at + 2 * step) * d + dimension]);
    }
    return step == 0
        ? rows[((from + to) >>> 1) * d + dimension]
        : median(medians[0], medians[1], medians[2]);
  }

  private static double median(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private void swap(int a, int b) {
    if (a != b) {
      int number = numbers[a];
      numbers[a] = numbers[b];
      numbers[b] = number;
      for (int j = 0; j < d; j++) {
        double x = rows[a * d + j];
        rows[a * d + j] = rows[b * d + j];
        rows[b * d + j] = x;
      }
    }
  }

  /** Sorts the few rows of a leaf by their numbers. */
  private void sort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      for (int k = i; k > from && numbers[k] < numbers[k - 1]; k--) {
        swap(k, k - 1);
      }
    }
  }
}
