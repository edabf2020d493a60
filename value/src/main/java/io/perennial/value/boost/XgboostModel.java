// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.ArrayList;
import java.util.List;

/**
 * The trees of a model that XGBoost wrote as JSON, as its schema has them: columns of nodes, the
 * first being the root. Source: "Introduction to Model IO", XGBoost 3.0.
 */
final class XgboostModel {

  /** Columns of the nodes of one tree; a leaf has left child -1 and its value as its split. */
  static final class Tree {
    private int[] left = {};
    private int[] right = {};
    private int[] feature = {};
    private int[] defaultLeft = {};
    private float[] split = {};
    private float[] cover = {};

    int left(int node) {
      return left[node];
    }

    int right(int node) {
      return right[node];
    }

    int feature(int node) {
      return feature[node];
    }

    boolean defaultLeft(int node) {
      return defaultLeft[node] != 0;
    }

    float split(int node) {
      return split[node];
    }

    float cover(int node) {
      return cover[node];
    }
  }

  private final List<Tree> trees = new ArrayList<>();
  private int[] outputOfTree = {};

  private XgboostModel() {}

  /** Reads {@code json}. */
  static XgboostModel parse(byte[] json) {
    XgboostModel model = new XgboostModel();
    JsonCursor cursor = new JsonCursor(json);
    cursor.object(key -> model.member(cursor, key));
    if (model.outputOfTree.length != model.trees.size()) {
      throw new IllegalArgumentException(
          "Invalid model: "
              + model.trees.size()
              + " trees, outputs of "
              + model.outputOfTree.length
              + " (must be as many)");
    }
    return model;
  }

  private void member(JsonCursor cursor, String key) {
    if (key.equals("trees")) {
      cursor.array(() -> trees.add(tree(cursor)));
    } else if (key.equals("tree_info")) {
      outputOfTree = cursor.ints();
    } else if (cursor.atObject()) {
      cursor.object(inner -> member(cursor, inner));
    } else {
      cursor.skip();
    }
  }

  private static Tree tree(JsonCursor cursor) {
    Tree tree = new Tree();
    cursor.object(
        key -> {
          switch (key) {
            case "left_children" -> tree.left = cursor.ints();
            case "right_children" -> tree.right = cursor.ints();
            case "split_indices" -> tree.feature = cursor.ints();
            case "default_left" -> tree.defaultLeft = cursor.ints();
            case "split_conditions" -> tree.split = cursor.floats();
            case "sum_hessian" -> tree.cover = cursor.floats();
            default -> cursor.skip();
          }
        });
    return tree;
  }

  int trees() {
    return trees.size();
  }

  Tree tree(int t) {
    return trees.get(t);
  }

  /** Which of the outputs tree {@code t} adds to. */
  int output(int t) {
    return outputOfTree[t];
  }
}
