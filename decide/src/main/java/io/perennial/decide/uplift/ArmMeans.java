// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.stream.IntStream;

/**
 * What the outcome of each customer of an experiment would be under each arm, foretold by models of
 * other customers: the part of doubly robust estimates that is learned. Immutable.
 */
public final class ArmMeans {

  private final double[][] mean;

  private ArmMeans(double[][] mean) {
    this.mean = mean;
  }

  /** Means by {@code folds} models an arm, each of the customers of the other folds. */
  public static ArmMeans crossFitted(
      Experiment experiment, Regressor regressor, ExperimentFolds folds, long seed) {
    double[][] mean = new double[experiment.arms().size()][experiment.rows()];
    IntStream.range(0, folds.count())
        .parallel()
        .forEach(
            f -> {
              Experiment others = experiment.subset(folds.others(f));
              int[] rows = folds.rows(f);
              for (int k = 0; k < mean.length; k++) {
                double[] said =
                    TLearner.armMeans(regressor, others, k, seed)
                        .predict(experiment.features().subset(rows));
                for (int i = 0; i < rows.length; i++) {
                  mean[k][rows[i]] = said[i];
                }
              }
            });
    return new ArmMeans(mean);
  }

  /** The outcome foretold for customer {@code i} under arm {@code k}. */
  public double mean(int i, int k) {
    return mean[k][i];
  }

  /** What arm {@code k} changes for each, without bias and with noise, before costs; double[n]. */
  double[] effects(Experiment experiment, int k) {
    double[] effects = new double[experiment.rows()];
    for (int i = 0; i < effects.length; i++) {
      effects[i] = score(experiment, i, k) - score(experiment, i, 0);
    }
    return effects;
  }

  /**
   * The outcome of customer {@code i} under arm {@code k}, without bias and with noise: foretold,
   * and put right by what came where that was the arm.
   */
  double score(Experiment experiment, int i, int k) {
    double foretold = mean[k][i];
    return experiment.arm(i) == k
        ? foretold + (experiment.outcome(i) - foretold) / experiment.propensity(i, k)
        : foretold;
  }
}
