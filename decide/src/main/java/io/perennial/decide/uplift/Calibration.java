// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

/**
 * What is true of effects that a model says, by customers whom it did not learn from: their mean,
 * and how much of the differences between customers is there. The slope is that of unbiased
 * pseudo-outcomes on what was said: 1 where differences are as said, 0 where they are noise.
 * Source: Chernozhukov, Demirer, Duflo and Fernández-Val, "Generic machine learning inference on
 * heterogeneous treatment effects" (2018), the best linear predictor.
 *
 * @param mean effect of those who are meant, in the unit of the outcome, before costs
 * @param error its standard error
 * @param slope of what is there on what was said; 0 where the same was said of all
 * @param slopeError its standard error, for any noise (Huber and White); infinite likewise
 */
public record Calibration(double mean, double error, double slope, double slopeError) {

  /**
   * Of the first arm against the control.
   *
   * @param effects of which those of a customer were learned from others alone
   * @param means of the arms, foretold likewise
   * @param weight double[n], > 0: how many customers each stands for where the mean is meant of
   *     others than these
   */
  public static Calibration of(
      Experiment experiment, Effects effects, ArmMeans means, double[] weight) {
    int n = experiment.rows();
    if (effects.rows() != n || weight.length != n) {
      throw new IllegalArgumentException(
          "Invalid calibration: %d customers, %d effects, %d weights (must be as many of each)"
              .formatted(n, effects.rows(), weight.length));
    }
    double[] pseudo = means.effects(experiment, 1);
    double[] said = effects.of(1);
    double weights = 0;
    double sum = 0;
    double saidMean = 0;
    double pseudoMean = 0;
    for (int i = 0; i < n; i++) {
      weights += weight[i];
      sum += weight[i] * pseudo[i];
      saidMean += said[i] / n;
      pseudoMean += pseudo[i] / n;
    }
    double mean = sum / weights;
    double squares = 0;
    double apart = 0;
    double product = 0;
    for (int i = 0; i < n; i++) {
      double off = weight[i] * (pseudo[i] - mean);
      squares += off * off;
      apart += (said[i] - saidMean) * (said[i] - saidMean);
      product += (said[i] - saidMean) * (pseudo[i] - pseudoMean);
    }
    double error = Math.sqrt(squares) / weights;
    if (!(apart > 1e-18 * n * (1 + saidMean * saidMean))) {
      return new Calibration(mean, error, 0, Double.POSITIVE_INFINITY);
    }
    double slope = product / apart;
    double noise = 0;
    for (int i = 0; i < n; i++) {
      double residual = pseudo[i] - pseudoMean - slope * (said[i] - saidMean);
      double score = (said[i] - saidMean) * residual;
      noise += score * score;
    }
    return new Calibration(mean, error, slope, Math.sqrt(noise) / apart);
  }

  /**
   * What differences between customers are to be multiplied by, within [0, 1]: the slope, believed
   * to be 0 ± 1 before it was measured.
   */
  public double shrinkage() {
    return Math.min(1, Math.max(0, slope / (1 + slopeError * slopeError)));
  }
}
