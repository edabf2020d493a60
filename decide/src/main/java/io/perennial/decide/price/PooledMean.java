// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.Arrays;

/**
 * What estimates of like things have in common, and by how much the things themselves differ: each
 * estimate is drawn to the mean by as much as it is less certain than things are different. How
 * different they are is uncertain itself: what is drawn is the mean over what that may be.
 * Immutable.
 *
 * <p>Source: the random-effects model of DerSimonian and Laird (1986), its variance by restricted
 * maximum likelihood (Viechtbauer, "Bias and efficiency of meta-analytic variance estimators in the
 * random-effects model", 2005); Gelman and others, "Bayesian data analysis" (2013), equations 5.17
 * to 5.21, with the half-Cauchy prior of Polson and Scott (2012) of scale 1 for the standard
 * deviation between things.
 */
public final class PooledMean {

  private static final int TURNS = 500;
  private static final int SPREADS = 64;
  private static final int LEAST_THINGS = 3;

  private final double mean;
  private final double error;
  private final double spread;
  private final int things;
  private final double[] weights;
  private final double[] spreads;
  private final double[] means;
  private final double[] meanVariances;

  private PooledMean(
      double mean,
      double error,
      double spread,
      int things,
      double[] weights,
      double[] spreads,
      double[] means,
      double[] meanVariances) {
    this.mean = mean;
    this.error = error;
    this.spread = spread;
    this.things = things;
    this.weights = weights;
    this.spreads = spreads;
    this.means = means;
    this.meanVariances = meanVariances;
  }

  /**
   * A thing after it was drawn to the mean.
   *
   * @param value what it is expected to be
   * @param error its standard deviation
   * @param ownShare of the value that comes from its own estimate, within [0, 1]
   */
  public record Drawn(double value, double error, double ownShare) {}

  /**
   * Learned from estimates.
   *
   * @param estimates double[k], k >= 1
   * @param variances double[k], > 0, of the estimates about the things
   */
  public static PooledMean of(double[] estimates, double[] variances) {
    int k = estimates.length;
    if (k == 0 || variances.length != k) {
      throw new IllegalArgumentException(
          "Invalid variances: %d for %d estimates (must be as many, one or more)"
              .formatted(variances.length, k));
    }
    for (double variance : variances) {
      if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Invalid variance: " + variance + " (must be > 0 and finite)");
      }
    }
    double between = k == 1 ? 0 : likeliestVariance(estimates, variances);
    Sums sums = new Sums(estimates, variances, between);
    double[] weights = new double[SPREADS];
    double[] spreads = new double[SPREADS];
    double[] means = new double[SPREADS];
    double[] meanVariances = new double[SPREADS];
    for (int j = 0; j < SPREADS; j++) {
      spreads[j] = Math.tan(Math.PI / 2 * (j + 0.5) / SPREADS);
      Sums given = new Sums(estimates, variances, spreads[j] * spreads[j]);
      means[j] = given.mean;
      meanVariances[j] = 1 / given.weights;
      weights[j] = given.logLikelihood;
    }
    double most = Arrays.stream(weights).max().orElse(0);
    double all = Arrays.stream(weights).map(w -> Math.exp(w - most)).sum();
    Arrays.setAll(weights, j -> Math.exp(weights[j] - most) / all);
    return new PooledMean(
        sums.mean,
        Math.sqrt(1 / sums.weights),
        Math.sqrt(between),
        k,
        weights,
        spreads,
        means,
        meanVariances);
  }

  private static double likeliestVariance(double[] estimates, double[] variances) {
    double between = momentVariance(estimates, variances);
    for (int turn = 0; turn < TURNS; turn++) {
      Sums sums = new Sums(estimates, variances, between);
      double squares = 0;
      double weights = 0;
      for (int i = 0; i < estimates.length; i++) {
        double weight = 1 / (variances[i] + between);
        double off = estimates[i] - sums.mean;
        squares += weight * weight * (off * off - variances[i]);
        weights += weight * weight;
      }
      double next = Math.max(0, squares / weights + 1 / sums.weights);
      boolean settled = Math.abs(next - between) <= 1e-12 * (1 + between);
      between = next;
      if (settled) {
        break;
      }
    }
    return between;
  }

  /** The variance between things by moments: DerSimonian and Laird's, >= 0. */
  static double momentVariance(double[] estimates, double[] variances) {
    Sums sums = new Sums(estimates, variances, 0);
    double heterogeneity = 0;
    double squares = 0;
    for (int i = 0; i < estimates.length; i++) {
      double off = estimates[i] - sums.mean;
      heterogeneity += off * off / variances[i];
      squares += 1 / variances[i] / variances[i];
    }
    double scale = sums.weights - squares / sums.weights;
    return scale <= 0 ? 0 : Math.max(0, (heterogeneity - (estimates.length - 1)) / scale);
  }

  /** What a variance between things makes of the mean. */
  private static final class Sums {

    private final double weights;
    private final double mean;
    private final double logLikelihood;

    Sums(double[] estimates, double[] variances, double between) {
      double all = 0;
      double sum = 0;
      for (int i = 0; i < estimates.length; i++) {
        double weight = 1 / (variances[i] + between);
        all += weight;
        sum += weight * estimates[i];
      }
      weights = all;
      mean = sum / all;
      double likelihood = -0.5 * Math.log(all);
      for (int i = 0; i < estimates.length; i++) {
        double weight = 1 / (variances[i] + between);
        double off = estimates[i] - mean;
        likelihood += 0.5 * Math.log(weight) - 0.5 * weight * off * off;
      }
      logLikelihood = likelihood;
    }
  }

  /** The mean of the things. */
  public double mean() {
    return mean;
  }

  /** Its standard error. */
  public double error() {
    return error;
  }

  /** The likeliest standard deviation between things, >= 0. */
  public double spread() {
    return spread;
  }

  /** How many it was learned from. */
  public int things() {
    return things;
  }

  /** The same things, their mean known from elsewhere. */
  PooledMean around(double value, double deviation) {
    double[] centre = new double[SPREADS];
    double[] centreVariance = new double[SPREADS];
    Arrays.fill(centre, value);
    Arrays.fill(centreVariance, deviation * deviation);
    return new PooledMean(
        value, deviation, spread, things, weights, spreads, centre, centreVariance);
  }

  /**
   * A thing drawn to the mean; as it is where fewer than three things are known.
   *
   * @param variance of the estimate about the thing
   */
  public Drawn draw(double estimate, double variance) {
    if (things < LEAST_THINGS) {
      return new Drawn(estimate, Math.sqrt(variance), 1);
    }
    double value = 0;
    double square = 0;
    double own = 0;
    for (int j = 0; j < SPREADS; j++) {
      double between = spreads[j] * spreads[j];
      double pull = variance / (variance + between);
      double drawn = estimate - pull * (estimate - means[j]);
      double about = variance * (1 - pull) + pull * pull * meanVariances[j];
      value += weights[j] * drawn;
      square += weights[j] * (about + drawn * drawn);
      own += weights[j] * (1 - pull);
    }
    return new Drawn(value, Math.sqrt(Math.max(1e-18, square - value * value)), own);
  }

  @Override
  public String toString() {
    return "%s ± %s, apart by %s, of %d".formatted(mean, error, spread, things);
  }
}
