// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/**
 * How much worse one pool scores than another, of the same cases.
 *
 * @param mean difference of CRPS per case
 * @param error its standard error: that of the cases, and that of the rehearsals where they differ
 *     by more
 */
record Gap(double mean, double error) {

  static Gap of(PoolStats stats, double[] pool, double[] other) {
    int n = stats.cases();
    double sum = 0;
    double square = 0;
    int origins = 0;
    for (int i = 0; i < n; i++) {
      double gap = stats.crps(i, pool) - stats.crps(i, other);
      sum += gap;
      square += gap * gap;
      origins = Math.max(origins, stats.origin(i) + 1);
    }
    double mean = n == 0 ? 0 : sum / n;
    double chance = n < 2 ? 0 : Math.max(0, square / n - mean * mean) / (n - 1);
    double[] own = new double[origins];
    int[] count = new int[origins];
    for (int i = 0; i < n; i++) {
      own[stats.origin(i)] += stats.crps(i, pool) - stats.crps(i, other);
      count[stats.origin(i)]++;
    }
    double between = 0;
    for (int k = 0; k < origins; k++) {
      double away = count[k] == 0 ? 0 : own[k] / count[k] - mean;
      between += origins < 2 ? 0 : away * away / (origins * (origins - 1.0));
    }
    return new Gap(mean, Math.sqrt(Math.max(chance, between)));
  }
}
