// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.Arrays;

/** Two models, one of the treated and one of the control; the effect is their difference. */
final class TLearner extends PairLearner {

  private final Regressor regressor;

  TLearner(Regressor regressor) {
    this.regressor = regressor;
  }

  @Override
  public String name() {
    return "T-learner, " + regressor;
  }

  @Override
  PairModel pair(Experiment two, long seed) {
    Regressor.Fitted with = armMeans(two, 1, seed);
    Regressor.Fitted without = armMeans(two, 0, seed);
    return features ->
        new double[][] {difference(with.predict(features), without.predict(features))};
  }

  private Regressor.Fitted armMeans(Experiment two, int arm, long seed) {
    return armMeans(regressor, two, arm, seed);
  }

  /** The means of one arm's customers. */
  static Regressor.Fitted armMeans(Regressor regressor, Experiment experiment, int arm, long seed) {
    int[] rows = experiment.rowsOf(arm);
    double[] label = Arrays.stream(rows).mapToDouble(experiment::outcome).toArray();
    return regressor.means(experiment.features().subset(rows), label, seed);
  }

  static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }
}
