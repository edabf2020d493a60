// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

/**
 * Above which weight a model of rewards is believed alone. The rule: of thresholds from the lowest,
 * which has the least noise and the most bias, the first whose interval of two standard errors
 * meets those of all higher ones; no bias that could be seen is then left. Source: Su, Srinath and
 * Krishnamurthy, "Adaptive estimator selection for off-policy evaluation" (2020), algorithm 1
 * (SLOPE).
 */
final class Switch {

  private static final double WIDTH = 2;

  private Switch() {}

  /**
   * The threshold.
   *
   * @param direct the model's reward of the policy in each decision
   * @param weighted what the model misses, weighted
   * @param thresholds ascending, the last one above all weights
   */
  static double threshold(
      double[] direct, double[] weight, double[] weighted, double[] thresholds) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    double chosen = thresholds[thresholds.length - 1];
    for (int j = thresholds.length - 1; j >= 0; j--) {
      double[] terms = terms(direct, weight, weighted, thresholds[j]);
      double mean = 0;
      for (double term : terms) {
        mean += term / terms.length;
      }
      double error = Estimate.of(Method.SWITCH, mean, terms).error();
      low = Math.max(low, mean - WIDTH * error);
      high = Math.min(high, mean + WIDTH * error);
      if (low > high) {
        break;
      }
      chosen = thresholds[j];
    }
    return chosen;
  }

  /**
   * The estimate of switched terms. The model was learned from the same log, and its noise is not
   * in them: the error is that of doubly robust at least, and what the two are apart counts as
   * bias.
   */
  static Estimate estimate(double[] terms, Estimate robust) {
    double mean = 0;
    for (double term : terms) {
      mean += term / terms.length;
    }
    double own = Estimate.of(Method.SWITCH, mean, terms).error();
    double error = Math.hypot(Math.max(own, robust.error()), mean - robust.value());
    return new Estimate(Method.SWITCH, mean, error, 0, terms.length);
  }

  static double[] terms(double[] direct, double[] weight, double[] weighted, double threshold) {
    double[] terms = new double[direct.length];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = direct[i] + (weight[i] <= threshold ? weighted[i] : 0);
    }
    return terms;
  }
}
