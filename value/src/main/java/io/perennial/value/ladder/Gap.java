// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/**
 * How much worse one pool scores than another, of the same cases.
 *
 * @param mean difference of CRPS per case
 * @param error its standard error: that of the cases, those of one customer taken together where
 *     that is more (rehearsals may overlap, and a customer stays who he is), and that of the
 *     rehearsals where they differ by more. Source: Liang and Zeger, "Longitudinal data analysis
 *     using generalized linear models" (Biometrika 73, 1986), for a mean
 */
record Gap(double mean, double error) {

  static Gap of(PoolStats stats, double[] pool, double[] other) {
    int n = stats.cases();
    double[] gaps = new double[n];
    double sum = 0;
    double square = 0;
    int origins = 0;
    for (int i = 0; i < n; i++) {
      gaps[i] = stats.crps(i, pool) - stats.crps(i, other);
      sum += gaps[i];
      square += gaps[i] * gaps[i];
      origins = Math.max(origins, stats.origin(i) + 1);
    }
    double mean = n == 0 ? 0 : sum / n;
    double chance = n < 2 ? 0 : Math.max(0, square / n - mean * mean) / (n - 1);
    double error =
        Math.max(
            Math.max(chance, together(stats, gaps, mean)), between(stats, gaps, mean, origins));
    return new Gap(mean, Math.sqrt(error));
  }

  /** The variance of the mean where cases of one customer go together. */
  private static double together(PoolStats stats, double[] gaps, double mean) {
    int customers = stats.customers();
    if (customers < 2) {
      return 0;
    }
    double[] own = new double[customers];
    for (int i = 0; i < gaps.length; i++) {
      own[stats.customer(i)] += (gaps[i] - mean) / gaps.length;
    }
    double squares = 0;
    for (double each : own) {
      squares += each * each;
    }
    return squares * customers / (customers - 1.0);
  }

  /** The variance of the mean over rehearsals. */
  private static double between(PoolStats stats, double[] gaps, double mean, int origins) {
    double[] own = new double[origins];
    int[] count = new int[origins];
    for (int i = 0; i < gaps.length; i++) {
      own[stats.origin(i)] += gaps[i];
      count[stats.origin(i)]++;
    }
    double between = 0;
    for (int k = 0; k < origins; k++) {
      double away = count[k] == 0 ? 0 : own[k] / count[k] - mean;
      between += origins < 2 ? 0 : away * away / (origins * (origins - 1.0));
    }
    return between;
  }
}
