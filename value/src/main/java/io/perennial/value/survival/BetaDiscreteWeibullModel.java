// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.List;

/**
 * As {@link ShiftedBetaGeometricModel}, each customer's own chance to leave falling (c < 1) or
 * rising (c > 1) with every renewal. S(t) = B(alpha, beta + t^c) / B(alpha, beta). Source: Fader,
 * Hardie, Liu, Davin and Steenburgh, "«How to project customer retention» revisited" (Journal of
 * Interactive Marketing 43, 2018), equation 4.
 *
 * @param alpha > 0
 * @param beta > 0
 * @param c > 0; 1 for the shifted beta-geometric model
 */
public record BetaDiscreteWeibullModel(double alpha, double beta, double c)
    implements RenewalModel {

  static final List<String> NAMES = List.of("alpha", "beta", "c");

  public BetaDiscreteWeibullModel {
    RenewalModel.requirePositive(NAMES, alpha, beta, c);
  }

  @Override
  public String name() {
    return "beta-discrete-Weibull";
  }

  @Override
  public List<String> parameterNames() {
    return NAMES;
  }

  @Override
  public double[] parameters() {
    return new double[] {alpha, beta, c};
  }

  @Override
  public RenewalModel withParameters(double[] parameters) {
    RenewalModel.requirePositive(NAMES, parameters);
    return new BetaDiscreteWeibullModel(parameters[0], parameters[1], parameters[2]);
  }

  @Override
  public double logSurvival(int renewals) {
    return RenewalModel.logBetaRatio(alpha, beta, Math.min(1e100, Math.pow(renewals, c)));
  }
}
