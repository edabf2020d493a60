// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
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

  private record MeanModel(List<EffectModel> models) implements EffectModel {

    @Override
    public Effects effects(FeatureMatrix features) {
      List<Effects> all = models.stream().map(model -> model.effects(features)).toList();
      double[][] mean = new double[all.get(0).arms().size()][features.rows()];
      for (Effects effects : all) {
        for (int k = 1; k < mean.length; k++) {
          for (int i = 0; i < mean[k].length; i++) {
            mean[k][i] += effects.effect(k, i) / all.size();
          }
        }
      }
      return Effects.of(all.get(0).arms(), mean);
    }

    @Override
    public String summary() {
      return models.stream()
          .map(EffectModel::summary)
          .collect(Collectors.joining("; ", "mean of ", ""));
    }
  }
}
