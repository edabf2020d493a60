// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.Arrays;
import java.util.List;

/**
 * The chance to leave in each period, given one was there: logit h(t | x) = a(t) + b'x, where a(t)
 * is free (neighbouring periods with few leavers share one). Source: Allison, "Discrete-time
 * methods for the analysis of event histories" (1982); Singer and Willett (1993). Immutable.
 */
public final class DiscreteHazardModel {

  private final List<String> names;
  private final double[] centre;
  private final double[] scale;
  private final int[] stretch;
  private final double[] beta;
  private final double[] variance;
  private final int baselines;

  DiscreteHazardModel(
      List<String> names,
      double[] centre,
      double[] scale,
      int[] stretch,
      double[] beta,
      double[] variance) {
    this.names = List.copyOf(names);
    this.centre = centre;
    this.scale = scale;
    this.stretch = stretch;
    this.beta = beta;
    this.variance = variance;
    this.baselines = beta.length - names.size();
  }

  /** The k covariates. */
  public List<String> names() {
    return names;
  }

  /** What one unit more of covariate {@code j} adds to the logit; 0 for one that is constant. */
  public double coefficient(int j) {
    return scale[j] > 0 ? beta[baselines + j] / scale[j] : 0;
  }

  /** Its standard error; 0 for a covariate that is constant. */
  public double standardError(int j) {
    return scale[j] > 0 ? Math.sqrt(variance[baselines + j]) / scale[j] : 0;
  }

  /** Periods that lives were seen through, at most: later ones have the hazard of the last. */
  public int longest() {
    return stretch.length;
  }

  /**
   * The chance to leave in period {@code t} of one who was there, within (0, 1).
   *
   * @param row double[k]
   * @param t >= 1
   */
  public double hazard(double[] row, int t) {
    if (row.length != names.size() || t < 1) {
      throw new IllegalArgumentException(
          "Invalid row or period: "
              + Arrays.toString(row)
              + ", "
              + t
              + " (must have "
              + names.size()
              + " covariates, be >= 1)");
    }
    double logit = beta[stretch[Math.min(t, stretch.length) - 1]];
    for (int j = 0; j < row.length; j++) {
      logit += scale[j] > 0 ? beta[baselines + j] * ((row[j] - centre[j]) / scale[j]) : 0;
    }
    return 1 / (1 + Math.exp(-Math.max(-700, Math.min(700, logit))));
  }

  /** P(still there after {@code more} periods | there after {@code age}), in [0, 1]. */
  public double survival(double[] row, int age, int more) {
    double share = 1;
    for (int t = age + 1; t <= age + more; t++) {
      share *= 1 - hazard(row, t);
    }
    return share;
  }
}
