// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Sets of numbers that are only ever joined. A set is known by its least number, so that the same
 * joins in any order, by any number of threads, leave the same sets with the same names. Nearly
 * O(1) an operation. Source: Anderson and Woll, "Wait-free parallel algorithms for the union-find
 * problem" (STOC 1991), here with links to the lesser number and halving of paths.
 */
public final class DisjointSets {

  private final AtomicIntegerArray parents;

  /** Each of 0 to {@code count} - 1 alone. */
  public DisjointSets(int count) {
    parents = new AtomicIntegerArray(count);
    for (int i = 0; i < count; i++) {
      parents.setPlain(i, i);
    }
  }

  /** The least number of the set that {@code i} is in. */
  public int find(int i) {
    int at = i;
    int parent = parents.getPlain(at);
    while (parent != at) {
      int above = parents.getPlain(parent);
      if (above != parent) {
        parents.setPlain(at, above); // any ancestor is as right, so a lost write does no harm
      }
      at = parent;
      parent = above;
    }
    return at;
  }

  /** Joins the sets of two numbers; false when they were one. */
  public boolean join(int a, int b) {
    int left = find(a);
    int right = find(b);
    while (left != right) {
      int less = Math.min(left, right);
      int more = Math.max(left, right);
      if (parents.compareAndSet(more, more, less)) {
        return true;
      }
      left = find(less);
      right = find(more);
    }
    return false;
  }
}
