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
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

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
  private static final List<Field> KEPT =
      List.of(new Field("record_id", ColumnType.LONG), new Field("household_id", ColumnType.LONG));
  private static final int BATCH_ROWS = 1 << 14;

  /** Confidence is told to six digits: more would be noise. */
  private static final double DIGITS = 1e6;

  private final TouchedRecords records;
  private final PairFinding.Found found;
  private final Optional<StoredModel> stored;
  private final Clustering clustering;
  private final ClusterTies ties;
  private final long[] customers;
  private final long[] households;
  private final long[] hashes;

  EvidenceResult(
      TouchedRecords records,
      PairFinding.Found found,
      Optional<StoredModel> stored,
      Clustering clustering,
      ClusterTies ties,
      long[] customers,
      long[] households,
      long[] hashes) {
    this.records = records;
    this.found = found;
    this.stored = stored;
    this.clustering = clustering;
    this.ties = ties;
    this.customers = customers;
    this.households = households;
    this.hashes = hashes;
  }

  RecordTable table() {
    return records.table();
  }

  /** The record of a node that was clustered anew. */
  long record(int node) {
    return table().recordId(records.row(node));
  }

  /** How many records were clustered anew. */
  int touched() {
    return records.size();
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

  /** The pairs to be kept: those proposed, and those that hang customers together besides. */
  ScoredPairs scores() {
    return ties.added().size() == 0
        ? found.scores()
        : ScoredPairs.sorted(List.of(found.scores(), ties.added()));
  }

  /** The links of records that were clustered anew: customer, confidence, reason. */
  Batches links() {
    int[] sizes = new int[records.size()];
    for (int cluster : clustering.clusters()) {
      sizes[cluster]++;
    }
    LinkReasons reasons = new LinkReasons(found.model());
    return batches(
        WRITES,
        IntStream.range(0, records.size()),
        (node, batch) -> {
          int row = records.row(node);
          int at = batch.addRow();
          batch.setLong(0, at, table().recordId(row));
          batch.setLong(1, at, customers[row]);
          setHousehold(row, batch, 2, at);
          batch.setDouble(3, at, Math.rint(clustering.confidence(node) * DIGITS) / DIGITS);
          boolean alone = sizes[clustering.clusters()[node]] == 1;
          batch.setText(4, at, alone ? "own key" : reason(node, reasons));
          batch.setLong(5, at, hashes[row]);
        });
  }

  /** The households of the other records, of which nothing else may have changed. */
  Batches keptLinks() {
    return batches(
        KEPT,
        IntStream.range(0, customers.length).filter(row -> records.node(row) < 0),
        (row, batch) -> {
          int at = batch.addRow();
          batch.setLong(0, at, table().recordId(row));
          setHousehold(row, batch, 1, at);
        });
  }

  private void setHousehold(int row, Batch batch, int column, int at) {
    if (households[row] != HouseholdFinding.NONE) {
      batch.setLong(column, at, households[row]);
    }
  }

  /** How a record agrees with the closest; else that somebody said so, if somebody did. */
  private String reason(int node, LinkReasons reasons) {
    int closest = clustering.closest(node);
    int pair = closest < 0 ? -1 : found.scores().find(records.row(node), records.row(closest));
    String levels = pair < 0 ? "" : found.scores().levels(pair);
    if (!levels.isEmpty()) {
      return reasons.of(levels);
    }
    return ties.wasSaid(node) ? LinkReasons.SAID : reasons.of(ties.how(node));
  }

  /** Writes one row of a batch. */
  @FunctionalInterface
  private interface RowOf {
    void write(int number, Batch batch);
  }

  private static Batches batches(List<Field> fields, IntStream numbers, RowOf row) {
    PrimitiveIterator.OfInt rest = numbers.iterator();
    return Batches.of(
        fields,
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rest.hasNext();
          }

          @Override
          public Batch next() {
            Batch batch = new Batch(fields, BATCH_ROWS);
            for (int i = 0; i < BATCH_ROWS && (i == 0 || rest.hasNext()); i++) {
              row.write(rest.nextInt(), batch);
            }
            return batch;
          }
        });
  }

  /** Of no record. */
  static Batches noneKept() {
    return Batches.of(new Batch(KEPT, 1));
  }
}
