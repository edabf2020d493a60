// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How trees are grown.
 *
 * @param learningRate how much of each tree is added, within (0, 1]
 * @param depth of a tree, within [1, 12]
 * @param minWeight least sum of second derivatives in a leaf, >= 0
 * @param rowShare share of the rows that a tree sees, within (0, 1]
 * @param columnShare share of the columns that a tree sees, within (0, 1]
 * @param shrinkage of leaves towards 0 (L2), >= 0
 */
public record TreeSettings(
    double learningRate,
    int depth,
    double minWeight,
    double rowShare,
    double columnShare,
    double shrinkage) {

  public TreeSettings {
    check("learning rate", learningRate, learningRate > 0 && learningRate <= 1, "within 0 and 1");
    check("depth", depth, depth >= 1 && depth <= 12, "within [1, 12]");
    check("least weight", minWeight, minWeight >= 0 && minWeight <= 1e9, ">= 0 and finite");
    check("row share", rowShare, rowShare > 0 && rowShare <= 1, "within 0 and 1");
    check("column share", columnShare, columnShare > 0 && columnShare <= 1, "within 0 and 1");
    check("shrinkage", shrinkage, shrinkage >= 0 && shrinkage <= 1e9, ">= 0 and finite");
  }

  /** Learning rate 0.1, depth 4, least weight 3, 80 % of rows and columns, shrinkage 3. */
  public static TreeSettings defaults() {
    return new TreeSettings(0.1, 4, 3, 0.8, 0.8, 3);
  }

  /** The same with another learning rate. */
  public TreeSettings withLearningRate(double rate) {
    return new TreeSettings(rate, depth, minWeight, rowShare, columnShare, shrinkage);
  }

  /** The same with another depth. */
  public TreeSettings withDepth(int other) {
    return new TreeSettings(learningRate, other, minWeight, rowShare, columnShare, shrinkage);
  }

  String toText() {
    return "settings "
        + learningRate
        + " "
        + depth
        + " "
        + minWeight
        + " "
        + rowShare
        + " "
        + columnShare
        + " "
        + shrinkage;
  }

  static TreeSettings parse(Words words) {
    words.expect("settings");
    return new TreeSettings(
        words.real(), words.count(), words.real(), words.real(), words.real(), words.real());
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("tree_method", "hist");
    parameters.put("eta", learningRate);
    parameters.put("max_depth", depth);
    parameters.put("min_child_weight", minWeight);
    parameters.put("subsample", rowShare);
    parameters.put("colsample_bytree", columnShare);
    parameters.put("lambda", shrinkage);
    return parameters;
  }

  private static void check(String name, double value, boolean fine, String wanted) {
    if (!fine) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be " + wanted + ")");
    }
  }
}
