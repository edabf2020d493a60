// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model of pseudo-outcomes whose mean is the effect: what models of the arms foretell, put right
 * by what came. All arms are learned of at once, the models of outcomes by cross-fitting. Effects
 * of the linear one are shrunk to their mean as far as the data say, and have errors (of the
 * posterior, given the variance). Source: Kennedy, "Towards optimal doubly robust estimation of
 * heterogeneous causal effects" (2020), algorithm 1.
 */
final class DoublyRobustLearner implements EffectLearner {

  private static final int FOLDS = 3;

  private final Regressor regressor;

  DoublyRobustLearner(Regressor regressor) {
    this.regressor = regressor;
  }

  @Override
  public String name() {
    return "DR-learner, " + regressor;
  }

  @Override
  public EffectModel train(Experiment experiment, long seed) {
    ArmMeans means =
        ArmMeans.crossFitted(
            experiment, regressor, ExperimentFolds.of(experiment, FOLDS, seed), seed);
    List<PairLearner.PairModel> models = new ArrayList<>();
    for (int k = 1; k < experiment.arms().size(); k++) {
      double[] pseudo = means.effects(experiment, k);
      models.add(
          regressor == Regressor.LINEAR
              ? linear(experiment.features(), pseudo)
              : boosted(experiment.features(), pseudo, seed));
    }
    return new PairLearner.PairsModel(name(), experiment.rows(), experiment.arms(), models);
  }

  private PairLearner.PairModel boosted(FeatureMatrix features, double[] pseudo, long seed) {
    Regressor.Fitted fitted = regressor.means(features, pseudo, seed);
    return others -> new double[][] {fitted.predict(others)};
  }

  private static PairLearner.PairModel linear(FeatureMatrix features, double[] pseudo) {
    Standard standard = Standard.of(features);
    int[] group = new int[standard.width() + 1];
    Arrays.fill(group, 1, group.length, 1);
    double[] ones = new double[pseudo.length];
    Arrays.fill(ones, 1);
    ShrunkenRegression fit =
        ShrunkenRegression.of(
            Regressor.withOne(standard.rows(features)), pseudo, ones, group, false);
    return others -> {
      double[][] rows = Regressor.withOne(standard.rows(others));
      double[][] both = new double[2][rows.length];
      for (int i = 0; i < rows.length; i++) {
        both[0][i] = fit.mean(rows[i]);
        both[1][i] = fit.deviation(rows[i]);
      }
      return both;
    };
  }
}
