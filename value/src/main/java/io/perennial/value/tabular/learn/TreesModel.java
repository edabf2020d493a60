// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.LogOdds;
import java.util.List;

/**
 * The mean of some trees' shares as a probability. Its parts are what the splits on the way change
 * (Saabas 2014), rescaled to log-odds. Immutable.
 */
final class TreesModel implements ClassifierModel {

  private static final double LEAST = 1e-6;

  private final String name;
  private final List<String> features;
  private final List<TreeNodes> trees;
  private final double base;
  private final String summary;

  TreesModel(String name, List<String> features, List<TreeNodes> trees, String summary) {
    this.name = name;
    this.features = List.copyOf(features);
    this.trees = List.copyOf(trees);
    double sum = 0;
    for (TreeNodes tree : trees) {
      sum += tree.root();
    }
    this.base = sum / trees.size();
    this.summary = summary;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> features() {
    return features;
  }

  @Override
  public double logOdds(double[] row) {
    double sum = 0;
    for (TreeNodes tree : trees) {
      sum += tree.of(row);
    }
    return odds(sum / trees.size());
  }

  @Override
  public LogOdds explain(double[] row) {
    double[] parts = new double[row.length];
    for (TreeNodes tree : trees) {
      tree.explain(row, 1.0 / trees.size(), parts);
    }
    return new LogOdds(base, parts).between(odds(base), logOdds(row));
  }

  @Override
  public String summary() {
    return summary;
  }

  private static double odds(double share) {
    double p = Math.min(1 - LEAST, Math.max(LEAST, share));
    return Math.log(p / (1 - p));
  }
}
