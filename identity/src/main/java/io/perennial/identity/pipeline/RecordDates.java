// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.util.Arrays;

/** When records were resolved first, and what was known of them then; in columns, by record id. */
final class RecordDates {

  /** What stands for a customer that there was not, or claims that there were not. */
  static final long NONE = -1;

  private long[] records = new long[1024];
  private long[] since = new long[1024];
  private long[] firstSeenThen = new long[1024];
  private long[] former = new long[1024];
  private long[] formerHash = new long[1024];
  private int size;

  private RecordDates() {}

  /**
   * Reads columns record_id, since, first_seen_then, and, if they are there, former_id and
   * former_hash, ascending by record_id.
   */
  static RecordDates read(Engine engine, String sql) {
    RecordDates all = new RecordDates();
    try (Batches rows = engine.query(sql)) {
      boolean withFormer = rows.fields().size() > 3;
      while (rows.next()) {
        Batch batch = rows.batch();
        all.makeRoom(batch.rows());
        for (int i = 0; i < batch.rows(); i++) {
          int at = all.size++;
          all.records[at] = batch.longs(0)[i];
          // resolved before that was noted: longest ago
          all.since[at] = batch.isNull(1, i) ? Long.MIN_VALUE : batch.longs(1)[i];
          all.firstSeenThen[at] = batch.isNull(2, i) ? Long.MAX_VALUE : batch.longs(2)[i];
          all.former[at] = !withFormer || batch.isNull(3, i) ? NONE : batch.longs(3)[i];
          all.formerHash[at] = !withFormer || batch.isNull(4, i) ? NONE : batch.longs(4)[i];
        }
      }
    }
    all.fit(all.size);
    return all;
  }

  private void makeRoom(int more) {
    int needed = Math.addExact(size, more);
    if (needed > records.length) {
      fit(Math.max(needed, Math.addExact(records.length, records.length >> 1)));
    }
  }

  private void fit(int room) {
    records = Arrays.copyOf(records, room);
    since = Arrays.copyOf(since, room);
    firstSeenThen = Arrays.copyOf(firstSeenThen, room);
    former = Arrays.copyOf(former, room);
    formerHash = Arrays.copyOf(formerHash, room);
  }

  int size() {
    return size;
  }

  /** The place of a record, or below 0. */
  int place(long record) {
    return Arrays.binarySearch(records, 0, size, record);
  }

  /** Record ids, ascending; not a copy. */
  long[] records() {
    return records;
  }

  /** When each was resolved first; not a copy. */
  long[] since() {
    return since;
  }

  /** When each was first seen, as was known then; not a copy. */
  long[] firstSeenThen() {
    return firstSeenThen;
  }

  /** The customer that a record was, or {@link #NONE}. */
  long former(int place) {
    return former[place];
  }

  /** The fingerprint of what claims said of a record, or {@link #NONE}. */
  long formerHash(int place) {
    return formerHash[place];
  }
}
