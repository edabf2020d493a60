// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.summary.StableSum;

/**
 * A base's total as it was forecast, and as it came.
 *
 * @param mean the forecast's
 * @param deviation what the forecast leaves open
 * @param came the actual total
 * @param residuals the sum of the customers' squared errors
 */
record Totals(double mean, double deviation, double came, double residuals) {

  static Totals of(Pool pool, double[] came) {
    int draws = pool.draws();
    int n = came.length;
    double[] sums =
        Chunks.sum(
            n,
            Math.max(64, (n - 1) / 64 + 1),
            draws + 2,
            (sum, from, to) -> {
              for (int i = from; i < to; i++) {
                Rows.Row row = pool.row(i);
                for (int d = 0; d < draws; d++) {
                  sum[d] += row.draws()[d];
                }
                sum[draws] += row.mean();
                double away = came[i] - row.mean();
                sum[draws + 1] += away * away;
              }
            });
    double centre = 0;
    for (int d = 0; d < draws; d++) {
      centre += sums[d] / draws;
    }
    double square = 0;
    for (int d = 0; d < draws; d++) {
      square += (sums[d] - centre) * (sums[d] - centre) / (draws - 1);
    }
    return new Totals(sums[draws], Math.sqrt(square), StableSum.of(came), sums[draws + 1]);
  }
}
