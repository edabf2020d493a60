// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.cluster.Clustering;
import io.perennial.identity.compare.RecordTable;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Customers of the rows of a table, with all that led there. */
final class EvidenceResult {

  private static final List<Field> WRITES =
      List.of(
          new Field("record_id", ColumnType.LONG),
          new Field("customer_id", ColumnType.LONG),
          new Field("household_id", ColumnType.LONG),
          new Field("confidence", ColumnType.DOUBLE),
          new Field("reason", ColumnType.STRING),
          new Field("claims_hash", ColumnType.LONG));
  private static final int BATCH_ROWS = 1 << 14;

  /** Confidence is told to six digits: more would be noise. */
  private static final double DIGITS = 1e6;

  private final RecordTable table;
  private final PairFinding.Found found;
  private final Optional<StoredModel> stored;
  private final Clustering clustering;
  private final long[] customers;
  private final long[] households;
  private final long[] hashes;

  EvidenceResult(
      RecordTable table,
      PairFinding.Found found,
      Optional<StoredModel> stored,
      Clustering clustering,
      long[] customers,
      long[] households,
      long[] hashes) {
    this.table = table;
    this.found = found;
    this.stored = stored;
    this.clustering = clustering;
    this.customers = customers;
    this.households = households;
    this.hashes = hashes;
  }

  RecordTable table() {
    return table;
  }

  PairFinding.Found found() {
    return found;
  }

  /** The model that was in force before, and is still; empty where a new one was fitted. */
  Optional<StoredModel> stored() {
    return stored;
  }

  Clustering clustering() {
    return clustering;
  }

  /** The rows' links: customer, confidence, reason. */
  Batches links() {
    int[] sizes = new int[customers.length];
    for (int cluster : clustering.clusters()) {
      sizes[cluster]++;
    }
    LinkReasons reasons = new LinkReasons(found.model());
    return Batches.of(
        WRITES,
        new Iterator<>() {
          private int at;

          @Override
          public boolean hasNext() {
            return at < customers.length;
          }

          @Override
          public Batch next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            int end = Math.min(customers.length, at + BATCH_ROWS);
            Batch batch = new Batch(WRITES, end - at);
            for (; at < end; at++) {
              int row = batch.addRow();
              int others = sizes[clustering.clusters()[at]] - 1;
              batch.setLong(0, row, table.recordId(at));
              batch.setLong(1, row, customers[at]);
              if (households[at] != HouseholdFinding.NONE) {
                batch.setLong(2, row, households[at]);
              }
              batch.setDouble(3, row, Math.rint(clustering.confidence(at) * DIGITS) / DIGITS);
              batch.setText(4, row, others == 0 ? "own key" : reasons.of(closestLevels(at)));
              batch.setLong(5, row, hashes[at]);
            }
            return batch;
          }
        });
  }

  private String closestLevels(int row) {
    int closest = clustering.closest(row);
    int pair = closest < 0 ? -1 : found.scores().find(row, closest);
    return pair < 0 ? "" : found.scores().levels(pair);
  }
}
