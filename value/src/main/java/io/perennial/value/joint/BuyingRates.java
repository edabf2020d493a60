// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.joint;

import io.perennial.math.special.GammaRatios;

/**
 * What is known of how often each of n customers buys while a customer: a Gamma(shape, weeks)
 * posterior of the purchases a week. Few purchases are drawn towards what customers do, so that
 * noise in counts is not taken for a difference between customers. Immutable.
 */
public final class BuyingRates {

  private final double prior;
  private final double[] shape;
  private final double[] weeks;

  private BuyingRates(double prior, double[] shape, double[] weeks) {
    this.prior = prior;
    this.shape = shape;
    this.weeks = weeks;
  }

  /**
   * The rates under a model with Gamma(r, alpha) rates over the customers and dropout: Pareto/NBD,
   * BG/NBD, MBG/NBD. Time in which the customer was perhaps gone counts as far as he was there.
   *
   * @param r shape of the rates over the customers, > 0
   * @param alpha their scale, in weeks, > 0
   * @param repeats x, int[n]
   * @param recencyWeeks t_x, double[n]
   * @param ageWeeks T, double[n]
   * @param alive P(alive), double[n]; all 1 for a model without dropout
   */
  public static BuyingRates of(
      double r,
      double alpha,
      int[] repeats,
      double[] recencyWeeks,
      double[] ageWeeks,
      double[] alive) {
    int n = repeats.length;
    if (recencyWeeks.length != n || ageWeeks.length != n || alive.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " repeats, "
              + recencyWeeks.length
              + " recencies, "
              + ageWeeks.length
              + " ages, "
              + alive.length
              + " chances (must be as many of each)");
    }
    if (!(r > 0 && r <= 1e9) || !(alpha > 0 && alpha <= 1e15)) {
      throw new IllegalArgumentException(
          "Invalid r or alpha: " + r + ", " + alpha + " (must be > 0 and finite)");
    }
    double[] shape = new double[n];
    double[] weeks = new double[n];
    for (int i = 0; i < n; i++) {
      if (repeats[i] < 0
          || !(alive[i] >= 0 && alive[i] <= 1)
          || !(recencyWeeks[i] >= 0 && recencyWeeks[i] <= ageWeeks[i] && ageWeeks[i] <= 1e15)) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid history: "
                + repeats[i]
                + " repeats, recency "
                + recencyWeeks[i]
                + ", age "
                + ageWeeks[i]
                + " weeks, alive "
                + alive[i]);
      }
      shape[i] = r + repeats[i];
      weeks[i] = alpha + recencyWeeks[i] + alive[i] * (ageWeeks[i] - recencyWeeks[i]);
    }
    return new BuyingRates(r, shape, weeks);
  }

  /** How many customers. */
  public int customers() {
    return shape.length;
  }

  /** The expected purchases a week of customer {@code i}, > 0. */
  public double mean(int i) {
    return shape[i] / weeks[i];
  }

  /** The mean of the rate's logarithm. */
  public double logMean(int i) {
    return logMean(shape[i], weeks[i]);
  }

  /** The variance of the rate's logarithm, > 0. */
  public double logVariance(int i) {
    return trigamma(shape[i]);
  }

  /** The variance of the logarithm of rates over all customers, > 0. */
  public double logVariance() {
    return trigamma(prior);
  }

  double shape(int i) {
    return shape[i];
  }

  double weeks(int i) {
    return weeks[i];
  }

  static double logMean(double shape, double weeks) {
    return GammaRatios.digamma(shape) - Math.log(weeks);
  }

  /** psi'(x) for x > 0. Source: Abramowitz and Stegun 6.4.6 (recurrence), 6.4.12 (asymptotic). */
  static double trigamma(double x) {
    double below = 0;
    double y = x;
    while (y < 12) {
      below += 1 / (y * y);
      y++;
    }
    double s = 1 / (y * y);
    double series = 1.0 / 6 - s * (1.0 / 30 - s * (1.0 / 42 - s * (1.0 / 30 - s * 5.0 / 66)));
    return below + 1 / y + 0.5 * s + s / y * series;
  }
}
