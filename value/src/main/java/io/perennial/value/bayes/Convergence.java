// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

/**
 * Whether chains have found the same distribution, and how many independent draws theirs are worth.
 * Source: Gelman and others, Bayesian Data Analysis (2013), 11.4 and 11.5, on split chains, with
 * Geyer's (1992) initial monotone sequence.
 */
final class Convergence {

  private Convergence() {}

  /** R-hat of one variable, double[chains][rounds]: near 1 where the chains agree. */
  static double rHat(double[][] chains) {
    double[][] halves = halves(chains);
    double within = within(halves);
    return within == 0 ? 1 : Math.sqrt(total(halves, within) / within);
  }

  /** How many independent draws tell the mean as well, at most all. */
  static double effectiveSize(double[][] chains) {
    double[][] halves = halves(chains);
    int m = halves.length;
    int n = halves[0].length;
    double within = within(halves);
    double total = total(halves, within);
    if (total == 0) {
      return (double) m * n;
    }
    double sum = 0;
    double before = Double.POSITIVE_INFINITY;
    for (int lag = 0; lag + 1 < n; lag += 2) {
      double pair = correlation(halves, lag, within, total);
      pair += correlation(halves, lag + 1, within, total);
      if (pair < 0) {
        break;
      }
      before = Math.min(before, pair);
      sum += before;
    }
    return Math.min((double) m * n, m * n / Math.max(2 * sum - 1, 1e-3));
  }

  private static double correlation(double[][] halves, int lag, double within, double total) {
    double covariance = 0;
    for (double[] half : halves) {
      double mean = mean(half);
      double sum = 0;
      for (int t = lag; t < half.length; t++) {
        sum += (half[t] - mean) * (half[t - lag] - mean);
      }
      covariance += sum / half.length / halves.length;
    }
    return 1 - (within - covariance) / total;
  }

  private static double[][] halves(double[][] chains) {
    int half = chains[0].length / 2;
    double[][] halves = new double[2 * chains.length][half];
    for (int h = 0; h < halves.length; h++) {
      System.arraycopy(chains[h / 2], h % 2 * half, halves[h], 0, half);
    }
    return halves;
  }

  private static double within(double[][] halves) {
    double sum = 0;
    for (double[] half : halves) {
      double mean = mean(half);
      for (double value : half) {
        sum += (value - mean) * (value - mean) / (half.length - 1) / halves.length;
      }
    }
    return sum;
  }

  /** The variance that the draws would have if all chains had found all of the distribution. */
  private static double total(double[][] halves, double within) {
    double n = halves[0].length;
    double grand = 0;
    for (double[] half : halves) {
      grand += mean(half) / halves.length;
    }
    double between = 0;
    for (double[] half : halves) {
      between += (mean(half) - grand) * (mean(half) - grand) / (halves.length - 1);
    }
    return within * (n - 1) / n + between;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
