// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The mean of what several learners say: where all are right on average, it errs less than each.
 */
final class MeanOfLearners implements EffectLearner {

  private final String name;
  private final List<EffectLearner> learners;

  MeanOfLearners(String name, List<EffectLearner> learners) {
    this.name = name;
    this.learners = List.copyOf(learners);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectModel train(Experiment experiment, long seed) {
    return new MeanModel(
        learners.stream().map(learner -> learner.train(experiment, seed)).toList());
  }

  /** The weighted mean of what models say; its error is not known. */
  static Effects mean(List<EffectModel> models, List<Double> weights, FeatureMatrix features) {
    List<Effects> all = models.stream().map(model -> model.effects(features)).toList();
    double[][] mean = new double[all.get(0).arms().size()][features.rows()];
    for (int m = 0; m < all.size(); m++) {
      for (int k = 1; k < mean.length; k++) {
        for (int i = 0; i < mean[k].length; i++) {
          mean[k][i] += weights.get(m) * all.get(m).effect(k, i);
        }
      }
    }
    return Effects.of(all.get(0).arms(), mean);
  }

  private record MeanModel(List<EffectModel> models) implements EffectModel {

    @Override
    public Effects effects(FeatureMatrix features) {
      return mean(models, Collections.nCopies(models.size(), 1.0 / models.size()), features);
    }

    @Override
    public String summary() {
      return models.stream()
          .map(EffectModel::summary)
          .collect(Collectors.joining("; ", "mean of ", ""));
    }
  }
}
