// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import java.util.Arrays;

/**
 * A binary tree whose nodes hold the share of a yes: below a threshold one goes left, else right;
 * what is not known goes both ways, by shares. Node 0 is the root.
 */
final class TreeNodes {

  private static final int LEAF = -1;

  private int size;
  private int[] feature = new int[16];
  private double[] threshold = new double[16];
  private int[] left = new int[16];
  private int[] right = new int[16];
  private double[] shareLeft = new double[16];
  private double[] value = new double[16];

  /** Adds a leaf; its number. */
  int leaf(double share) {
    if (size == feature.length) {
      int more = 2 * size;
      feature = Arrays.copyOf(feature, more);
      threshold = Arrays.copyOf(threshold, more);
      left = Arrays.copyOf(left, more);
      right = Arrays.copyOf(right, more);
      shareLeft = Arrays.copyOf(shareLeft, more);
      value = Arrays.copyOf(value, more);
    }
    feature[size] = LEAF;
    value[size] = share;
    return size++;
  }

  /**
   * Makes a leaf an inner node.
   *
   * @param unknownLeft what share of rows whose value is not known goes left, within [0, 1]
   */
  void split(int node, int by, double at, double unknownLeft, int leftNode, int rightNode) {
    feature[node] = by;
    threshold[node] = at;
    shareLeft[node] = unknownLeft;
    left[node] = leftNode;
    right[node] = rightNode;
  }

  /** Makes an inner node a leaf; what hung below is never reached again. */
  void cut(int node) {
    feature[node] = LEAF;
  }

  boolean isLeaf(int node) {
    return feature[node] == LEAF;
  }

  int leftOf(int node) {
    return left[node];
  }

  int rightOf(int node) {
    return right[node];
  }

  double root() {
    return value[0];
  }

  int leaves() {
    return leaves(0);
  }

  private int leaves(int node) {
    return isLeaf(node) ? 1 : leaves(left[node]) + leaves(right[node]);
  }

  /** The share of a yes where the row ends. */
  double of(double[] row) {
    return of(0, row);
  }

  private double of(int from, double[] row) {
    int node = from;
    while (feature[node] != LEAF) {
      double known = row[feature[node]];
      if (Double.isNaN(known)) {
        double share = shareLeft[node];
        return (share > 0 ? share * of(left[node], row) : 0)
            + (share < 1 ? (1 - share) * of(right[node], row) : 0);
      }
      node = known < threshold[node] ? left[node] : right[node];
    }
    return value[node];
  }

  /** Adds to {@code parts} what each feature's splits change on the way from root to leaf. */
  void explain(double[] row, double weight, double[] parts) {
    explain(0, row, weight, parts);
  }

  private void explain(int node, double[] row, double weight, double[] parts) {
    int by = feature[node];
    if (by == LEAF || weight == 0) {
      return;
    }
    double share = Double.isNaN(row[by]) ? shareLeft[node] : row[by] < threshold[node] ? 1 : 0;
    double next = share * value[left[node]] + (1 - share) * value[right[node]];
    parts[by] += weight * (next - value[node]);
    explain(left[node], row, weight * share, parts);
    explain(right[node], row, weight * (1 - share), parts);
  }
}
