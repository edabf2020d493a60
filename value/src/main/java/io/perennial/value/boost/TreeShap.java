// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

/**
 * Shapley values of the columns of one row, exactly, where a column that is not known is averaged
 * over both branches by their share of the training data. Source: Lundberg, Erion and Lee,
 * "Consistent individualized feature attribution for tree ensembles" (2018), algorithm 2. For one
 * thread; O(trees × leaves × depth²).
 */
final class TreeShap {

  private final TreeEnsemble trees;
  private final float[] row;
  private final double[] values;
  private int output;

  private TreeShap(TreeEnsemble trees, float[] row) {
    this.trees = trees;
    this.row = row;
    this.values = new double[trees.features() + 1];
  }

  /**
   * What each column adds to a margin, and last what the trees add to that of an average row: they
   * sum to what the trees add to the margin of {@code row}.
   */
  static double[] of(TreeEnsemble trees, float[] row, int output) {
    TreeShap shap = new TreeShap(trees, row);
    shap.output = output;
    shap.addTrees();
    return shap.values;
  }

  private void addTrees() {
    for (int t = 0; t < trees.trees(); t++) {
      if (trees.output(t) == output) {
        int root = trees.root(t);
        values[values.length - 1] += mean(root);
        visit(root, new Path(), 1, 1, -1);
      }
    }
  }

  private double mean(int node) {
    if (trees.isLeaf(node)) {
      return trees.value(node);
    }
    int left = trees.left(node);
    double share = shareOfLeft(node);
    return share * mean(left) + (1 - share) * mean(left + 1);
  }

  /** Half where no training row came: a node without cover is reached by nobody. */
  private double shareOfLeft(int node) {
    int left = trees.left(node);
    double both = (double) trees.cover(left) + trees.cover(left + 1);
    return both > 0 ? trees.cover(left) / both : 0.5;
  }

  private void visit(int node, Path above, double ifUnknown, double ifKnown, int column) {
    Path path = above.extended(ifUnknown, ifKnown, column);
    if (trees.isLeaf(node)) {
      for (int i = 1; i < path.length; i++) {
        values[path.column[i]] +=
            path.weightWithout(i) * (path.known[i] - path.unknown[i]) * trees.value(node);
      }
      return;
    }
    int split = trees.feature(node);
    int hot = trees.next(node, row[split]);
    int left = trees.left(node);
    int cold = hot == left ? left + 1 : left;
    double share = shareOfLeft(node);
    double hotShare = hot == left ? share : 1 - share;
    double unknown = 1;
    double known = 1;
    int before = path.find(split);
    if (before >= 0) {
      unknown = path.unknown[before];
      known = path.known[before];
      path = path.unwound(before);
    }
    visit(hot, path, unknown * hotShare, known, split);
    visit(cold, path, unknown * (1 - hotShare), 0, split);
  }

  /** The different columns from the root to a node, and the weights of subsets of each size. */
  private static final class Path {

    private final int[] column;
    private final double[] unknown;
    private final double[] known;
    private final double[] weight;
    private final int length;

    Path() {
      this(0);
    }

    private Path(int length) {
      this.length = length;
      this.column = new int[length];
      this.unknown = new double[length];
      this.known = new double[length];
      this.weight = new double[length];
    }

    private void take(Path other, int from, int to, int count) {
      System.arraycopy(other.column, from, column, to, count);
      System.arraycopy(other.unknown, from, unknown, to, count);
      System.arraycopy(other.known, from, known, to, count);
    }

    int find(int wanted) {
      for (int i = 1; i < length; i++) {
        if (column[i] == wanted) {
          return i;
        }
      }
      return -1;
    }

    Path extended(double ifUnknown, double ifKnown, int by) {
      Path path = new Path(length + 1);
      path.take(this, 0, 0, length);
      System.arraycopy(weight, 0, path.weight, 0, length);
      int l = length;
      path.column[l] = by;
      path.unknown[l] = ifUnknown;
      path.known[l] = ifKnown;
      path.weight[l] = l == 0 ? 1 : 0;
      for (int i = l - 1; i >= 0; i--) {
        path.weight[i + 1] += ifKnown * path.weight[i] * (i + 1) / (l + 1);
        path.weight[i] = ifUnknown * path.weight[i] * (l - i) / (l + 1);
      }
      return path;
    }

    Path unwound(int i) {
      int l = length - 1;
      Path path = new Path(l);
      path.take(this, 0, 0, i);
      path.take(this, i + 1, i, l - i);
      double[] all = withoutWeights(i);
      System.arraycopy(all, 0, path.weight, 0, l);
      return path;
    }

    double weightWithout(int i) {
      double sum = 0;
      for (double each : withoutWeights(i)) {
        sum += each;
      }
      return sum;
    }

    private double[] withoutWeights(int i) {
      int l = length - 1;
      double[] without = new double[l];
      double next = weight[l];
      for (int j = l - 1; j >= 0; j--) {
        if (known[i] != 0) {
          without[j] = next * (l + 1) / ((j + 1) * known[i]);
          next = weight[j] - without[j] * unknown[i] * (l - j) / (l + 1);
        } else if (unknown[i] != 0) {
          without[j] = weight[j] * (l + 1) / (unknown[i] * (l - j));
        }
      }
      return without;
    }
  }
}
