// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import java.util.Arrays;
import java.util.List;

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
    return of(histories, List.of(customers), List.of(from), until).get(0);
  }

  /**
   * From each of some instants on, in one pass over all events.
   *
   * @param customers those of each instant
   */
  static List<Came> of(
      PurchaseHistories histories, List<long[]> customers, List<AsOf> froms, AsOf until) {
    List<Came> all = customers.stream().map(each -> new Came(each.length)).toList();
    try (Batches rows = histories.between(froms, until)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        long[] keys = batch.longs(batch.index("key"));
        for (int k = 0; k < all.size(); k++) {
          String place = k == 0 ? "" : "_" + (k + 1);
          all.get(k)
              .take(
                  customers.get(k),
                  keys,
                  batch.rows(),
                  batch.longs(batch.index("holdout_purchases" + place)),
                  batch.doubles(batch.index("holdout_spend" + place)));
        }
      }
    }
    return all;
  }

  private void take(long[] customers, long[] keys, int rows, long[] count, double[] money) {
    for (int row = 0; row < rows; row++) {
      int i = Arrays.binarySearch(customers, keys[row]);
      if (i >= 0) {
        purchases[i] = Math.toIntExact(count[row]);
        spend[i] = money[row];
      }
    }
  }
}
