// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Components;
import io.perennial.identity.CustomerIds;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import java.util.Arrays;
import java.util.List;

/** The records to be resolved, in columns: 60 bytes each, and only those that hang together. */
final class ResolvingRecords {

  private static final List<Field> WRITES =
      List.of(new Field("record_id", ColumnType.LONG), new Field("customer_id", ColumnType.LONG));
  private static final int BATCH_ROWS = 1 << 16;

  private long[] records = new long[1024];
  private long[] firstSeen = new long[1024];
  private long[] former = new long[1024];
  private int count;

  private ResolvingRecords() {}

  static ResolvingRecords read(Engine engine) {
    ResolvingRecords all = new ResolvingRecords();
    try (Batches rows =
        engine.query(
            "SELECT record_id, first_seen, former_id FROM resolving_records ORDER BY record_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          all.add(
              batch.longs(0)[i],
              batch.isNull(1, i) ? Long.MAX_VALUE : batch.longs(1)[i],
              batch.isNull(2, i) ? CustomerIds.NONE : batch.longs(2)[i]);
        }
      }
    }
    all.records = Arrays.copyOf(all.records, all.count);
    all.firstSeen = Arrays.copyOf(all.firstSeen, all.count);
    all.former = Arrays.copyOf(all.former, all.count);
    return all;
  }

  private void add(long record, long seen, long customer) {
    if (count == records.length) {
      int room = Math.multiplyExact(count, 2);
      records = Arrays.copyOf(records, room);
      firstSeen = Arrays.copyOf(firstSeen, room);
      former = Arrays.copyOf(former, room);
    }
    records[count] = record;
    firstSeen[count] = seen;
    former[count++] = customer;
  }

  /** The customer of each, by the pairs that the engine streams. */
  Batches assign(Engine engine) {
    Components components = new Components(count);
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
    long[] customers = CustomerIds.assign(records, firstSeen, former, components);
    return Batches.of(WRITES, new Rows(records, customers));
  }

  private int place(long record) {
    int place = Arrays.binarySearch(records, record);
    if (place < 0) {
      throw new IllegalStateException("Cannot resolve record " + record + ": no event or claim");
    }
    return place;
  }

  /** Records and customers, a batch at a time. */
  private static final class Rows implements java.util.Iterator<Batch> {
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
        throw new java.util.NoSuchElementException();
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
