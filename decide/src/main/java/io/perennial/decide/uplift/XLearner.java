// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import java.util.Arrays;

/**
 * Each customer's own effect is imputed, with what a model of the other arm says in place of the
 * outcome that did not come; two models of these, of the treated and of the control, are mixed by
 * the propensity. Source: Künzel, Sekhon, Bickel and Yu, "Metalearners for estimating heterogeneous
 * treatment effects using machine learning" (2019), section 2.
 */
final class XLearner extends PairLearner {

  private final Regressor regressor;

  XLearner(Regressor regressor) {
    this.regressor = regressor;
  }

  @Override
  public String name() {
    return "X-learner, " + regressor;
  }

  @Override
  PairModel pair(Experiment two, long seed) {
    Regressor.Fitted ofTreated = imputed(two, 1, seed);
    Regressor.Fitted ofControl = imputed(two, 0, seed);
    double share = 0;
    for (int i = 0; i < two.rows(); i++) {
      share += two.propensity(i, 1) / two.rows();
    }
    double mix = share;
    return features -> {
      double[] effect = ofControl.predict(features);
      double[] other = ofTreated.predict(features);
      for (int i = 0; i < effect.length; i++) {
        effect[i] = mix * effect[i] + (1 - mix) * other[i];
      }
      return new double[][] {effect};
    };
  }

  private Regressor.Fitted imputed(Experiment two, int arm, long seed) {
    int[] rows = two.rowsOf(arm);
    FeatureMatrix some = two.features().subset(rows);
    double[] other = TLearner.armMeans(regressor, two, 1 - arm, seed).predict(some);
    double[] own = Arrays.stream(rows).mapToDouble(two::outcome).toArray();
    double[] effect = arm == 1 ? TLearner.difference(own, other) : TLearner.difference(other, own);
    return regressor.means(some, effect, seed);
  }
}
