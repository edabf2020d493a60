// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.math.summary.StableSum;
import io.perennial.value.evaluate.Calibration;
import io.perennial.value.evaluate.Ranking;

/**
 * How good probabilities of a yes or no are.
 *
 * @param rows how many were judged
 * @param auc the chance that one who left has a higher probability than one who stayed; .5 where
 *     all are of one class
 * @param brier mean squared difference of probability and what came
 * @param logLoss mean of -log(probability of what came), in nats
 * @param calibrationError ECE: mean over ten groups of equal size of |mean probability - share that
 *     left|
 * @param lift share that left of the tenth with the highest probabilities, divided by that of all;
 *     0 where none left
 */
public record ClassScores(
    int rows, double auc, double brier, double logLoss, double calibrationError, double lift) {

  private static final double LEAST = 1e-15;

  /**
   * Of n rows.
   *
   * @param probability within [0, 1]
   * @param label 0 or 1
   */
  public static ClassScores of(double[] probability, double[] label) {
    int n = label.length;
    StableSum squares = new StableSum();
    StableSum logs = new StableSum();
    for (int i = 0; i < n; i++) {
      double miss = probability[i] - label[i];
      squares.add(miss * miss);
      logs.add(-Math.log(Math.max(LEAST, label[i] > 0 ? probability[i] : 1 - probability[i])));
    }
    double error = 0;
    for (Calibration.Group group : Calibration.ofDeciles(probability, label).groups()) {
      error += Math.abs(group.meanPredicted() - group.meanActual()) * group.customers() / n;
    }
    int tenth = (int) Math.floor(0.1 * n);
    double lift =
        tenth == 0 ? 1 : Ranking.capture(probability, label, 0.1).orElse(0) * n / (double) tenth;
    return new ClassScores(
        n,
        Ranking.aucActive(probability, label).orElse(0.5),
        squares.value() / n,
        logs.value() / n,
        error,
        lift);
  }
}
