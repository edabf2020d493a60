// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;

/**
 * Regression trees whose leaves are added up, as XGBoost trained them: the same margins to the bit,
 * without its native library. Immutable, and safe to use from many threads.
 *
 * <p>Invariants: the nodes of a tree lie together, its root first; the right child follows the left
 * one, and both follow their parent. A value goes left if it is smaller than the split, and where
 * the node says if it is not known.
 */
public final class TreeEnsemble {

  private static final String HEADER = "trees 1";

  private final int features;
  private final int outputs;
  private final int[] roots;
  private final int[] outputOfTree;
  private final int[] feature;
  private final int[] left;
  private final int[] ifMissing;
  private final float[] value;
  private final float[] cover;

  private TreeEnsemble(int features, int outputs, int trees, int nodes) {
    this.features = features;
    this.outputs = outputs;
    this.roots = new int[trees + 1];
    this.outputOfTree = new int[trees];
    this.feature = new int[nodes];
    this.left = new int[nodes];
    this.ifMissing = new int[nodes];
    this.value = new float[nodes];
    this.cover = new float[nodes];
  }

  /** No tree: all margins are what they start with. */
  static TreeEnsemble none(int features, int outputs) {
    return new TreeEnsemble(features, outputs, 0, 0);
  }

  /**
   * The trees of a model that XGBoost wrote as JSON.
   *
   * @param features how many columns it was trained on
   * @param outputs how many margins it has
   * @param rounds how many of its rounds are used, from the first
   */
  public static TreeEnsemble ofXgboost(byte[] json, int features, int outputs, int rounds) {
    XgboostModel model = XgboostModel.parse(json);
    int trees = Math.min(model.trees(), Math.multiplyExact(rounds, outputs));
    int nodes = 0;
    int[][] orders = new int[trees][];
    for (int t = 0; t < trees; t++) {
      orders[t] = breadthFirst(model.tree(t));
      nodes += orders[t].length;
    }
    TreeEnsemble ensemble = new TreeEnsemble(features, outputs, trees, nodes);
    for (int t = 0; t < trees; t++) {
      ensemble.put(t, model.tree(t), orders[t]);
      ensemble.outputOfTree[t] = model.output(t);
    }
    return ensemble;
  }

  /** Ensembles of one output each, the k-th becoming output k. */
  static TreeEnsemble together(List<TreeEnsemble> ensembles) {
    if (ensembles.size() == 1) {
      return ensembles.get(0);
    }
    int trees = ensembles.stream().mapToInt(TreeEnsemble::trees).sum();
    int nodes = ensembles.stream().mapToInt(e -> e.value.length).sum();
    int features = ensembles.get(0).features;
    TreeEnsemble all = new TreeEnsemble(features, ensembles.size(), trees, nodes);
    int tree = 0;
    int node = 0;
    for (int k = 0; k < ensembles.size(); k++) {
      TreeEnsemble one = ensembles.get(k);
      for (int t = 0; t < one.trees(); t++) {
        all.outputOfTree[tree] = k;
        all.roots[++tree] = node + one.roots[t + 1];
      }
      all.copy(one, 0, one.value.length, node);
      node += one.value.length;
    }
    return all;
  }

  /** The same with the first {@code rounds[k]} trees of each output k. */
  TreeEnsemble first(int[] rounds) {
    boolean[] kept = new boolean[trees()];
    int[] seen = new int[outputs];
    int trees = 0;
    int nodes = 0;
    for (int t = 0; t < kept.length; t++) {
      kept[t] = seen[outputOfTree[t]]++ < rounds[outputOfTree[t]];
      trees += kept[t] ? 1 : 0;
      nodes += kept[t] ? roots[t + 1] - roots[t] : 0;
    }
    TreeEnsemble some = new TreeEnsemble(features, outputs, trees, nodes);
    int tree = 0;
    for (int t = 0; t < kept.length; t++) {
      if (kept[t]) {
        some.outputOfTree[tree] = outputOfTree[t];
        some.copy(this, roots[t], roots[t + 1], some.roots[tree]);
        some.roots[tree + 1] = some.roots[tree] + roots[t + 1] - roots[t];
        tree++;
      }
    }
    return some;
  }

  private void copy(TreeEnsemble from, int start, int end, int to) {
    for (int n = start; n < end; n++) {
      int at = to + n - start;
      feature[at] = from.feature[n];
      left[at] = from.left[n] - start + to;
      ifMissing[at] = from.ifMissing[n] - start + to;
      value[at] = from.value[n];
      cover[at] = from.cover[n];
    }
  }

  private static int[] breadthFirst(XgboostModel.Tree tree) {
    int[] order = new int[64];
    int size = 0;
    Deque<Integer> waiting = new ArrayDeque<>();
    waiting.add(0);
    while (!waiting.isEmpty()) {
      int node = waiting.remove();
      if (size == order.length) {
        order = Arrays.copyOf(order, 2 * size);
      }
      order[size++] = node;
      if (tree.left(node) >= 0) {
        waiting.add(tree.left(node));
        waiting.add(tree.right(node));
      }
    }
    return Arrays.copyOf(order, size);
  }

  private void put(int t, XgboostModel.Tree tree, int[] order) {
    int base = roots[t];
    int child = base + 1;
    for (int i = 0; i < order.length; i++) {
      int node = order[i];
      int at = base + i;
      value[at] = tree.split(node);
      cover[at] = tree.cover(node);
      if (tree.left(node) >= 0) {
        feature[at] = tree.feature(node);
        left[at] = child;
        ifMissing[at] = tree.defaultLeft(node) ? child : child + 1;
        child += 2;
      } else {
        feature[at] = -1;
      }
    }
    roots[t + 1] = base + order.length;
  }

  /** How many columns a row has. */
  public int features() {
    return features;
  }

  /** How many margins a row gets. */
  public int outputs() {
    return outputs;
  }

  /** How many trees. */
  public int trees() {
    return roots.length - 1;
  }

  /**
   * Adds the leaves that {@code row} falls into to its margins, tree by tree. About 10 ns a tree.
   *
   * @param row float[features], {@code NaN} where not known
   * @param margins float[outputs] from {@code offset} on; what they start with stays in them
   */
  public void addTo(float[] margins, int offset, float[] row) {
    for (int t = 0; t < outputOfTree.length; t++) {
      margins[offset + outputOfTree[t]] += leaf(t, row, 0);
    }
  }

  /**
   * The same for several rows that lie one behind the other: a tree is read once for all of them.
   *
   * @param margins float[rows * outputs]
   * @param rows float[rows * features]
   */
  void addAllTo(float[] margins, float[] rows, int count) {
    for (int t = 0; t < outputOfTree.length; t++) {
      int output = outputOfTree[t];
      for (int i = 0; i < count; i++) {
        margins[i * outputs + output] += leaf(t, rows, i * features);
      }
    }
  }

  private float leaf(int t, float[] rows, int at) {
    int node = roots[t];
    int column = feature[node];
    while (column >= 0) {
      node = next(node, rows[at + column]);
      column = feature[node];
    }
    return value[node];
  }

  int root(int t) {
    return roots[t];
  }

  int output(int t) {
    return outputOfTree[t];
  }

  boolean isLeaf(int node) {
    return feature[node] < 0;
  }

  int feature(int node) {
    return feature[node];
  }

  int left(int node) {
    return left[node];
  }

  /** The value of a leaf, or the split of another node. */
  float value(int node) {
    return value[node];
  }

  /** How much of what it was trained on, by weight of the loss's second derivative. */
  float cover(int node) {
    return cover[node];
  }

  /** Where a row with {@code x} in the node's column goes. */
  int next(int node, float x) {
    return Float.isNaN(x) ? ifMissing[node] : x < value[node] ? left[node] : left[node] + 1;
  }

  /** A text that {@link #parse} reads: a line for what there is, then one for each tree. */
  public String toText() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add(HEADER + " " + features + " " + outputs + " " + trees() + " " + value.length);
    for (int t = 0; t < trees(); t++) {
      StringBuilder line = new StringBuilder();
      line.append(outputOfTree[t]).append(' ').append(roots[t + 1] - roots[t]);
      for (int n = roots[t]; n < roots[t + 1]; n++) {
        line.append(' ').append(feature[n]);
        if (feature[n] >= 0) {
          line.append(' ').append(left[n] - roots[t]).append(ifMissing[n] == left[n] ? " l" : " r");
        }
        line.append(' ').append(value[n]).append(' ').append(cover[n]);
      }
      lines.add(line);
    }
    return lines.toString();
  }

  /**
   * The trees that {@link #toText} wrote.
   *
   * @throws IllegalArgumentException if it is not such a text; the message names the line
   */
  public static TreeEnsemble parse(String text) {
    String[] lines = text.split("\n", -1);
    Words head = new Words(lines[0], 1);
    head.expect("trees");
    head.expect("1");
    int features = head.count();
    int outputs = head.count();
    int trees = head.count();
    int nodes = head.count();
    if (lines.length < trees + 1) {
      throw new IllegalArgumentException(
          "Invalid trees: " + (lines.length - 1) + " lines (must be " + trees + ")");
    }
    TreeEnsemble ensemble = new TreeEnsemble(features, outputs, trees, nodes);
    for (int t = 0; t < trees; t++) {
      ensemble.parse(t, new Words(lines[t + 1], t + 2));
    }
    return ensemble;
  }

  private void parse(int t, Words words) {
    outputOfTree[t] = words.below(outputs);
    int base = roots[t];
    int nodes = words.within(1, value.length - base);
    roots[t + 1] = base + nodes;
    for (int n = base; n < base + nodes; n++) {
      feature[n] = words.within(-1, features - 1);
      if (feature[n] >= 0) {
        left[n] = base + words.within(n - base + 1, nodes - 2);
        ifMissing[n] = words.isLeft() ? left[n] : left[n] + 1;
      }
      value[n] = words.number();
      cover[n] = words.number();
    }
  }

  @Override
  public String toString() {
    return trees() + " trees, " + value.length + " nodes";
  }
}
