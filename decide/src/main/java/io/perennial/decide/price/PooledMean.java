// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

/**
 * What estimates of like things have in common, and by how much the things themselves differ: each
 * estimate is drawn to the mean by as much as it is less certain than things are different.
 *
 * <p>Source: the random-effects model of DerSimonian and Laird (1986), the variance by restricted
 * maximum likelihood (Viechtbauer, "Bias and efficiency of meta-analytic variance estimators in the
 * random-effects model", 2005); posterior means and variances of Morris, "Parametric empirical
 * Bayes inference" (1983), equations 1.14 to 1.17, which allow for the variance being estimated.
 *
 * @param mean of the things
 * @param error of the mean
 * @param spread the standard deviation between things, >= 0
 * @param things how many it was learned from
 */
public record PooledMean(double mean, double error, double spread, int things) {

  private static final int TURNS = 500;

  /** A thing after it was drawn to the mean. */
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
    double between = momentVariance(estimates, variances);
    for (int turn = 0; turn < TURNS; turn++) {
      Sums sums = new Sums(estimates, variances, between);
      double squares = 0;
      double weights = 0;
      for (int i = 0; i < k; i++) {
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
    between = k == 1 ? 0 : between;
    Sums sums = new Sums(estimates, variances, between);
    return new PooledMean(sums.mean, Math.sqrt(1 / sums.weights), Math.sqrt(between), k);
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

  private static final class Sums {

    private final double weights;
    private final double mean;

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
    }
  }

  /**
   * A thing drawn to the mean; as it is where fewer than four things are known.
   *
   * @param variance of the estimate about the thing
   */
  public Drawn draw(double estimate, double variance) {
    if (things < 4) {
      return new Drawn(estimate, Math.sqrt(variance), 1);
    }
    double pull = (things - 3.0) / (things - 1.0) * variance / (variance + spread * spread);
    double off = estimate - mean;
    double value = estimate - pull * off;
    double spreadUnknown = 2.0 / (things - 3.0) * pull * pull * off * off;
    double squared =
        variance * (1 - pull) + pull * pull * error * error + Math.min(spreadUnknown, variance);
    return new Drawn(value, Math.sqrt(Math.min(squared, variance)), 1 - pull);
  }
}
