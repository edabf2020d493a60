// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

/**
 * How much of a neighbourhood each neighbour is: Gaussian weights, as wide as makes the count of
 * neighbours that matter, exp(entropy), equal to the perplexity. Source: Hinton and Roweis,
 * "Stochastic neighbor embedding" (NIPS 2002).
 */
final class Perplexity {

  private static final int STEPS = 100;
  private static final double CLOSE = 1e-9;

  private Perplexity() {}

  /** Perplexity cannot be above a third of the neighbours, or weights would not fall off. */
  static double atMost(double perplexity, int neighbours) {
    return Math.max(1, Math.min(perplexity, neighbours / 3.0));
  }

  /**
   * Writes k weights that sum to 1. Where so many neighbours are equally near that no width will
   * do, these share all of it.
   *
   * @param distances squared, the nearest first, k of them
   */
  static void weigh(double[] distances, double perplexity, double[] weights) {
    int k = distances.length;
    double least = distances[0];
    double mean = 0;
    for (int j = 0; j < k; j++) {
      mean += (distances[j] - least) / k;
    }
    if (!(mean > 0)) {
      for (int j = 0; j < k; j++) {
        weights[j] = 1.0 / k;
      }
      return;
    }
    double target = StrictMath.log(perplexity);
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    double logWidth = 0; // of beta times the mean distance
    double sum = 0;
    for (int step = 0; step < STEPS; step++) {
      double beta = StrictMath.exp(logWidth) / mean;
      sum = 0;
      double first = 0;
      double second = 0;
      for (int j = 0; j < k; j++) {
        double distance = (distances[j] - least) * beta;
        double weight = StrictMath.exp(-distance);
        weights[j] = weight;
        sum += weight;
        first += weight * distance;
        second += weight * distance * distance;
      }
      first /= sum;
      second = second / sum - first * first; // minus the slope of entropy by log beta
      double excess = StrictMath.log(sum) + first - target;
      if (Math.abs(excess) < CLOSE) {
        break;
      }
      if (excess > 0) {
        low = logWidth;
      } else {
        high = logWidth;
      }
      double next = logWidth + excess / Math.max(second, 1e-12);
      if (!(next > low && next < high) || Math.abs(next - logWidth) > 3) {
        next =
            Double.isInfinite(high)
                ? logWidth + 3
                : Double.isInfinite(low) ? logWidth - 3 : 0.5 * (low + high);
      }
      if (next == logWidth || Math.abs(next) > 80) {
        break;
      }
      logWidth = next;
    }
    for (int j = 0; j < k; j++) {
      weights[j] /= sum;
    }
  }
}
