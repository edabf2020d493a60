// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Components;
import io.perennial.identity.cluster.CustomerIds;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Records that keys link, in columns: 50 bytes each; and the customers that they are. */
final class LinkedRecords {

  private static final List<Field> WRITES =
      List.of(new Field("record_id", ColumnType.LONG), new Field("customer_id", ColumnType.LONG));
  private static final int BATCH_ROWS = 1 << 16;

  private final RecordDates dates;

  private LinkedRecords(RecordDates dates) {
    this.dates = dates;
  }

  static LinkedRecords read(Engine engine) {
    return new LinkedRecords(
        RecordDates.read(
            engine,
            "SELECT record_id, since, first_seen_then FROM linked_records ORDER BY record_id"));
  }

  /** The customer of each, by the pairs that the engine streams. */
  Batches assign(Engine engine) {
    long[] records = dates.records();
    Components components = new Components(records.length);
    try (Batches rows =
        engine.query(
            "SELECT record_id, anchor_id FROM record_links WHERE record_id <> anchor_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          components.join(place(batch.longs(0)[i]), place(batch.longs(1)[i]));
        }
      }
    }
    int[] clusterOf = new int[records.length];
    Arrays.setAll(clusterOf, components::of);
    long[] customers = CustomerIds.assign(records, dates.since(), dates.firstSeenThen(), clusterOf);
    return Batches.of(WRITES, new Rows(records, customers));
  }

  private int place(long record) {
    int place = dates.place(record);
    if (place < 0) {
      throw new IllegalStateException("Cannot resolve record " + record + ": no event or claim");
    }
    return place;
  }

  /** Records and customers, a batch at a time. */
  private static final class Rows implements Iterator<Batch> {
    private final long[] records;
    private final long[] customers;
    private int at;

    Rows(long[] records, long[] customers) {
      this.records = records;
      this.customers = customers;
    }

    @Override
    public boolean hasNext() {
      return at < records.length;
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int rows = Math.min(BATCH_ROWS, records.length - at);
      Batch batch = new Batch(WRITES, rows);
      batch.fill(rows);
      System.arraycopy(records, at, batch.longs(0), 0, rows);
      System.arraycopy(customers, at, batch.longs(1), 0, rows);
      at += rows;
      return batch;
    }
  }
}
