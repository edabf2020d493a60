// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.List;

/**
 * Each customer leaves at the end of any period with a chance of his own, Beta(alpha, beta) over
 * the customers. S(t) = B(alpha, beta + t) / B(alpha, beta). Source: Fader and Hardie, "How to
 * project customer retention" (Journal of Interactive Marketing 21, 2007), equation 6.
 *
 * @param alpha > 0
 * @param beta > 0; the mean chance to leave is alpha / (alpha + beta)
 */
public record ShiftedBetaGeometricModel(double alpha, double beta) implements RenewalModel {

  static final List<String> NAMES = List.of("alpha", "beta");

  public ShiftedBetaGeometricModel {
    RenewalModel.requirePositive(NAMES, alpha, beta);
  }

  @Override
  public String name() {
    return "shifted beta-geometric";
  }

  @Override
  public List<String> parameterNames() {
    return NAMES;
  }

  @Override
  public double[] parameters() {
    return new double[] {alpha, beta};
  }

  @Override
  public RenewalModel withParameters(double[] parameters) {
    RenewalModel.requirePositive(NAMES, parameters);
    return new ShiftedBetaGeometricModel(parameters[0], parameters[1]);
  }

  @Override
  public double logSurvival(int renewals) {
    return RenewalModel.logBetaRatio(alpha, beta, renewals);
  }
}
