// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/**
 * Points cut in halves again and again, each time across the line between two of them drawn at
 * random, until the pieces are small. Neighbours are mostly in the same piece.
 */
final class ProjectionTree {

  private final Points points;
  private final RandomStream random;
  private final int leaf;
  private final int[] order;
  private final double[] along;
  private final int[] ends;
  private int leaves;

  private ProjectionTree(Points points, int leaf, RandomStream random) {
    this.points = points;
    this.random = random;
    this.leaf = leaf;
    order = new int[points.count()];
    Arrays.setAll(order, i -> i);
    along = new double[points.count()];
    ends = new int[2 * (points.count() / leaf + 1)];
  }

  /**
   * @param leaf the most points in a piece, at least 2
   */
  static ProjectionTree grow(Points points, int leaf, RandomStream random) {
    ProjectionTree tree = new ProjectionTree(points, leaf, random);
    tree.cut(0, points.count());
    return tree;
  }

  int leaves() {
    return leaves;
  }

  /** Where the members of a piece begin. */
  int from(int piece) {
    return piece == 0 ? 0 : ends[piece - 1];
  }

  /** Where they end. */
  int to(int piece) {
    return ends[piece];
  }

  /** The point at a place. */
  int member(int place) {
    return order[place];
  }

  private void cut(int from, int to) {
    if (to - from <= leaf) {
      ends[leaves++] = to;
      return;
    }
    int d = points.dimensions();
    int a = order[from + random.nextInt(to - from)];
    int b = order[from + random.nextInt(to - from)];
    double[] direction = new double[d];
    for (int j = 0; j < d; j++) {
      direction[j] = points.at(a, j) - points.at(b, j);
    }
    double[] values = points.values();
    for (int i = from; i < to; i++) {
      double product = 0;
      int at = order[i] * d;
      for (int j = 0; j < d; j++) {
        product += values[at + j] * direction[j];
      }
      along[i] = product;
    }
    int middle = (from + to) >>> 1;
    select(from, to - 1, middle);
    cut(from, middle);
    cut(middle, to);
  }

  /** Moves the smallest before {@code middle}, by Hoare's selection. */
  private void select(int first, int last, int middle) {
    int low = first;
    int high = last;
    while (low < high) {
      double pivot = along[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (along[i] < pivot) {
          i++;
        }
        while (along[j] > pivot) {
          j--;
        }
        if (i <= j) {
          exchange(i++, j--);
        }
      }
      if (middle <= j) {
        high = j;
      } else if (middle >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  private void exchange(int i, int j) {
    double kept = along[i];
    along[i] = along[j];
    along[j] = kept;
    int number = order[i];
    order[i] = order[j];
    order[j] = number;
  }
}
