// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.Arrays;

/**
 * One model of an outcome whose mean is the effect itself. Of 0 and 1 it is the class of those who
 * did as the arm would have it: yes of the treated, no of the control, weighted by the inverse of
 * their propensity, whose probability is (1 + effect) / 2. Of money it is the outcome over the
 * propensity, negative for the control. Source: Jaśkowski and Jaroszewicz, "Uplift modeling for
 * clinical trial data" (2012), and Athey and Imbens, "Machine learning methods for estimating
 * heterogeneous causal effects" (2015).
 */
final class ClassTransformation extends PairLearner {

  private final Regressor regressor;

  ClassTransformation(Regressor regressor) {
    this.regressor = regressor;
  }

  @Override
  public String name() {
    return "class transformation, " + regressor;
  }

  @Override
  PairModel pair(Experiment two, long seed) {
    int n = two.rows();
    boolean binary = two.isBinary();
    double centre = Arrays.stream(two.outcomes()).average().orElse(0);
    double[] label = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      boolean treated = two.arm(i) == 1;
      double chance = two.propensity(i, two.arm(i));
      weight[i] = binary ? 0.5 / chance : 1;
      double y = two.outcome(i);
      if (binary) {
        label[i] = treated ? y : 1 - y;
      } else {
        // less the mean of all, which adds nothing to the effect and takes much of the noise
        label[i] = (treated ? y - centre : centre - y) / chance;
      }
    }
    Regressor.Fitted fitted = regressor.means(two.features(), label, weight, seed);
    return features -> {
      double[] effect = fitted.predict(features);
      if (binary) {
        for (int i = 0; i < effect.length; i++) {
          effect[i] = 2 * effect[i] - 1;
        }
      }
      return new double[][] {effect};
    };
  }
}
