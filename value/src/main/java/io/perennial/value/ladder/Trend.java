// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomStream;
import java.util.Locale;

/**
 * How far the total of a whole base may be from its forecast, by how far it was at earlier
 * instants: a predictive distribution of the logarithm of actual / forecast.
 *
 * <p>The log ratios of K earlier instants are N(b, t^2 + s_k^2), s_k being what the forecast itself
 * leaves open. Either there is neither bias nor trend (half the prior), or t is half-normal with
 * scale 0.2, and b is N(0, t^2). The posterior is summed on a grid of t: with few instants its
 * tails are heavy, with none the prior speaks.
 */
public final class Trend {

  private static final double NO_TREND = 0.5;
  private static final double SCALE = 0.2;
  private static final double OFF = 0.15;
  private static final int GRID = 40;
  private static final double LEAST = 0.01;
  private static final double MOST = 1.0;

  private final double[] weight;
  private final double[] mean;
  private final double[] deviation;
  private final int instants;

  private Trend(double[] weight, double[] mean, double[] deviation, int instants) {
    this.weight = weight;
    this.mean = mean;
    this.deviation = deviation;
    this.instants = instants;
  }

  /**
   * None at all: the base is as the lessons say, up to what the models were off in them, which is
   * believed as far as it exceeds its error.
   *
   * @param logRatio of actual / forecast totals of the lessons
   * @param error its standard deviation
   */
  static Trend none(double logRatio, double error) {
    double believed = logRatio * OFF * OFF / (OFF * OFF + error * error);
    return new Trend(
        new double[] {1},
        new double[] {Double.isFinite(believed) ? believed : 0},
        new double[] {error},
        0);
  }

  /**
   * @param logRatios of actual / forecast totals, double[K]
   * @param errors standard deviations that the forecasts gave those logarithms, double[K]
   * @param shares of the horizon asked that each was over and no other before, within (0, 1],
   *     double[K]: it counts as that part of an instant, and as that part of the variance of a
   *     trend
   * @param error of the level by the calibration, as a share
   */
  static Trend of(double[] logRatios, double[] errors, double[] shares, double error) {
    double[] weight = new double[GRID + 1];
    double[] mean = new double[GRID + 1];
    double[] deviation = new double[GRID + 1];
    double[] logs = new double[GRID + 1];
    double priors = 0;
    for (int g = 0; g <= GRID; g++) {
      double t = g == 0 ? 0 : LEAST * Math.pow(MOST / LEAST, (g - 1) / (GRID - 1.0));
      double prior = g == 0 ? 0 : t * Math.exp(-0.5 * t * t / (SCALE * SCALE)); // grid is of ln t
      priors += prior;
      weight[g] = prior;
      // conjugate: b given the ratios, then the marginal likelihood of all of them
      double precision = 0;
      double sum = 0;
      double square = 0;
      double logDeterminant = 0;
      for (int k = 0; k < logRatios.length; k++) {
        double variance = t * t * shares[k] + errors[k] * errors[k];
        precision += shares[k] / variance;
        sum += shares[k] * logRatios[k] / variance;
        square += shares[k] * logRatios[k] * logRatios[k] / variance;
        logDeterminant += shares[k] * Math.log(variance);
      }
      double priorVariance = t * t;
      double shrink = 1 + priorVariance * precision;
      mean[g] = priorVariance * sum / shrink;
      deviation[g] = Math.sqrt(t * t + priorVariance / shrink + error * error);
      logs[g] =
          -0.5 * (logDeterminant + Math.log(shrink) + square - priorVariance * sum * sum / shrink);
    }
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    double total = 0;
    for (int g = 0; g <= GRID; g++) {
      double prior = g == 0 ? NO_TREND : (1 - NO_TREND) * weight[g] / priors;
      weight[g] = prior * Math.exp(logs[g] - most);
      total += weight[g];
    }
    for (int g = 0; g <= GRID; g++) {
      weight[g] /= total;
    }
    return new Trend(weight, mean, deviation, logRatios.length);
  }

  /** The chance that the base as a whole drifts from its forecasts at all. */
  public double chance() {
    return instants == 0 && weight.length == 1 ? 0 : 1 - weight[0];
  }

  /** The mean of the logarithm of actual / forecast. */
  public double mean() {
    double sum = 0;
    for (int g = 0; g < weight.length; g++) {
      sum += weight[g] * mean[g];
    }
    return sum;
  }

  /** The standard deviation of that logarithm. */
  public double deviation() {
    double centre = mean();
    double sum = 0;
    for (int g = 0; g < weight.length; g++) {
      double away = mean[g] - centre;
      sum += weight[g] * (deviation[g] * deviation[g] + away * away);
    }
    return Math.sqrt(sum);
  }

  /** How many earlier instants it was learned from. */
  public int instants() {
    return instants;
  }

  /** The value below which the logarithm lies with chance {@code p}. */
  public double quantile(double p) {
    double low = -12;
    double high = 12;
    for (int step = 0; step < 60; step++) {
      double middle = 0.5 * (low + high);
      if (cumulative(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  private double cumulative(double x) {
    double sum = 0;
    for (int g = 0; g < weight.length; g++) {
      if (deviation[g] > 0) {
        sum += weight[g] * new Normal(mean[g], deviation[g]).cumulative(x);
      } else {
        sum += x >= mean[g] ? weight[g] : 0;
      }
    }
    return sum;
  }

  /**
   * A factor of each draw: the quantiles in an order of chance.
   *
   * @param centred whether their mean is that of the trend, else 1, the bias widening them
   */
  double[] levels(int draws, boolean centred, RandomStream random) {
    double[] levels = new double[draws];
    int[] order = Places.shuffled(draws, random);
    double sum = 0;
    for (int d = 0; d < draws; d++) {
      double log = quantile((d + 0.5) / draws);
      levels[order[d]] = Level.within(Math.exp(centred || order[d] % 2 == 0 ? log : -log));
      sum += levels[order[d]];
    }
    for (int d = 0; d < draws && !centred; d++) {
      levels[d] *= draws / sum;
    }
    return levels;
  }

  /** In a sentence. */
  @Override
  public String toString() {
    if (weight.length == 1) {
      return String.format(
          Locale.ROOT,
          "the base's level is in the lessons themselves: %.2f of the forecast, ± %.2f",
          Math.exp(mean[0]),
          deviation[0]);
    }
    return String.format(
        Locale.ROOT,
        "by %d earlier %s the base's total comes to %.2f of the forecast (90 %% within %.2f to %.2f;"
            + " that it drifts at all: %.0f %%)",
        instants,
        instants == 1 ? "instant" : "instants",
        Math.exp(mean()),
        Math.exp(quantile(0.05)),
        Math.exp(quantile(0.95)),
        100 * chance());
  }
}
