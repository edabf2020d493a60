// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import java.util.Arrays;

/** What known customers bought between two instants, row by row of theirs; 0 for nothing. */
final class Came {

  /** How often each bought, int[n]. */
  final int[] purchases;

  /** What each spent, less returns, double[n]. */
  final double[] spend;

  private Came(int customers) {
    purchases = new int[customers];
    spend = new double[customers];
  }

  /**
   * In one pass over all events.
   *
   * @param customers ascending; others are passed over
   * @param from inclusive
   * @param until exclusive
   */
  static Came of(PurchaseHistories histories, long[] customers, AsOf from, AsOf until) {
    Came came = new Came(customers.length);
    try (Batches rows = histories.between(from, until)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        int key = batch.index("key");
        int count = batch.index("holdout_purchases");
        int money = batch.index("holdout_spend");
        for (int row = 0; row < batch.rows(); row++) {
          int i = Arrays.binarySearch(customers, batch.longs(key)[row]);
          if (i >= 0) {
            came.purchases[i] = Math.toIntExact(batch.longs(count)[row]);
            came.spend[i] = batch.doubles(money)[row];
          }
        }
      }
    }
    return came;
  }
}
