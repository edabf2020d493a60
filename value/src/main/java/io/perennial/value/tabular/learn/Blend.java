// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.FeatureColumns;
import io.perennial.value.tabular.Folds;
import io.perennial.value.tabular.LogOdds;
import java.util.Arrays;
import java.util.List;

/**
 * Several models as one: their log-odds are added with weights that foretell best rows that were
 * left out. Equal rows are left out together.
 *
 * @param members one or more, of different names
 * @param folds that rows are left out in, >= 2
 */
public record Blend(List<Classifier> members, int folds) implements Classifier {

  /** Its name. */
  public static final String NAME = "blend";

  public Blend {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid blend: it has no members (must have one or more)");
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ClassifierModel train(FeatureMatrix features, double[] label, long seed) {
    Rows.check(name(), features, label);
    int[] groups = Folds.keptTogether(Folds.ofEqualRows(FeatureColumns.of(features), label));
    double yes = Arrays.stream(label).sum();
    int count = (int) Math.max(2, Math.min(folds, Math.min(yes, label.length - yes)));
    Folds parts =
        Folds.stratified(label, groups, count, RandomSource.seeded(seed).derive("blend").stream(0));
    double[][] odds = CrossFit.logOdds(members, features, label, parts, seed);
    return model(features, label, seed, BlendWeights.of(odds, label));
  }

  /** The members trained on all rows, and weights that are known already. */
  ClassifierModel model(FeatureMatrix features, double[] label, long seed, BlendWeights weights) {
    ClassifierModel[] models = new ClassifierModel[members.size()];
    for (int k = 0; k < models.length; k++) {
      models[k] = members.get(k).train(features, label, seed);
    }
    return new BlendModel(features.names(), List.of(models), weights);
  }

  /** Weighted log-odds of some models. Immutable. */
  private static final class BlendModel implements ClassifierModel {

    private final List<String> features;
    private final List<ClassifierModel> models;
    private final BlendWeights weights;

    BlendModel(List<String> features, List<ClassifierModel> models, BlendWeights weights) {
      this.features = List.copyOf(features);
      this.models = models;
      this.weights = weights;
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public List<String> features() {
      return features;
    }

    @Override
    public double logOdds(double[] row) {
      double[] odds = new double[models.size()];
      for (int k = 0; k < odds.length; k++) {
        odds[k] = weights.weight(k) == 0 ? 0 : models.get(k).logOdds(row);
      }
      return weights.of(odds);
    }

    @Override
    public LogOdds explain(double[] row) {
      double base = weights.intercept();
      double[] parts = new double[row.length];
      for (int k = 0; k < models.size(); k++) {
        if (weights.weight(k) > 0) {
          LogOdds own = models.get(k).explain(row);
          base += weights.weight(k) * own.base();
          for (int j = 0; j < parts.length; j++) {
            parts[j] += weights.weight(k) * own.part(j);
          }
        }
      }
      LogOdds sum = new LogOdds(base, parts);
      double total = logOdds(row);
      return Math.abs(sum.total() - total) < 1e-9 ? sum : sum.between(base, total);
    }

    @Override
    public String summary() {
      return "Blend of "
          + weights.words(models.stream().map(ClassifierModel::name).toList())
          + ", by log-loss on rows that were left out";
    }
  }
}
