// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;

/** A learner that takes one arm after the other, each with the control. */
abstract class PairLearner implements EffectLearner {

  /** Customers' effects of one arm. */
  @FunctionalInterface
  interface PairModel {

    /** double[1][n], the effects; or double[2][n], and their deviations. */
    double[][] effects(FeatureMatrix features);
  }

  /** Learns from an experiment of two arms. */
  abstract PairModel pair(Experiment two, long seed);

  @Override
  public final EffectModel train(Experiment experiment, long seed) {
    List<PairModel> models = new ArrayList<>();
    for (int k = 1; k < experiment.arms().size(); k++) {
      models.add(
          pair(experiment.arms().size() == 2 ? experiment : experiment.against(k), seed + k));
    }
    return new PairsModel(name(), experiment.rows(), experiment.arms(), models);
  }

  /** All arms' models. */
  record PairsModel(String name, int learned, List<String> arms, List<PairModel> models)
      implements EffectModel {

    @Override
    public Effects effects(FeatureMatrix features) {
      int n = features.rows();
      double[][] effect = new double[arms.size()][n];
      double[][] deviation = new double[arms.size()][0];
      for (int k = 1; k < arms.size(); k++) {
        double[][] both = models.get(k - 1).effects(features);
        effect[k] = both[0];
        if (both.length > 1) {
          deviation[k] = both[1];
        }
      }
      return new Effects(arms, effect, deviation);
    }

    @Override
    public String summary() {
      return "%s of %,d customers, %s against %s"
          .formatted(
              name, learned, String.join(" and ", arms.subList(1, arms.size())), arms.get(0));
    }
  }
}
