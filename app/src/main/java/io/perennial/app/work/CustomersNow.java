// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who customers of an earlier day are now: some have become one with another since. */
final class CustomersNow {

  private static final String LINKS = "now_links";

  private CustomersNow() {}

  /** Those who have another number now, with it. */
  static Map<Long, Long> moved(Lake lake, Engine engine, Collection<Long> customers) {
    Set<Long> asked = new HashSet<>(customers);
    Set<Long> still = new HashSet<>();
    Map<Long, Long> moved = new HashMap<>();
    engine.view(LINKS, lake.table(Tables.LINKS).scan());
    try (Batches rows =
        engine.query(
            "SELECT k.record_id, k.customer_id FROM "
                + LINKS
                + " k WHERE k.record_id <> k.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          long record = batch.longs(0)[i];
          long customer = batch.longs(1)[i];
          if (asked.contains(customer)) {
            still.add(customer); // a customer keeps its number even when that record has left it
          }
          if (asked.contains(record)) {
            moved.put(record, customer);
          }
        }
      }
    } finally {
      engine.drop(LINKS);
    }
    moved.keySet().removeAll(still);
    return moved;
  }
}
