// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.domain.AsOf;
import io.perennial.domain.RecordId;
import io.perennial.domain.StableHash;
import io.perennial.governance.ErasureReceipt;
import io.perennial.governance.Permit;
import io.perennial.ingest.ErasureList;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.upkeep.LakeErasure;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Erases records from the whole workspace. First they are put on the list of those who stay out, so
 * that a broken-off erasure is finished by calling it again, and no file brings them back.
 */
public final class Erasing {

  private static final String TABLE = "perennial_erasures";

  private final Lake lake;
  private final Engine engine;
  private final Clock clock;
  private final ErasureList list;

  /**
   * @param secret of the workspace, under which erased records are remembered
   */
  public Erasing(Lake lake, Engine engine, Clock clock, String secret) {
    this.lake = lake;
    this.engine = engine;
    this.clock = clock;
    this.list = new ErasureList(secret);
  }

  /** Whether the record is on the list: an erasure of it was begun, and perhaps broken off. */
  public boolean isListed(RecordId record) {
    long fingerprint = list.fingerprint(record);
    return listed(lake.table(Tables.ERASURES), Set.of(fingerprint)).contains(fingerprint);
  }

  /** Erases records from all tables, verifies it, and tells what was done. */
  public ErasureReceipt erase(
      Set<RecordId> records, List<TableSpec> tables, String requestedBy, Permit permit) {
    remember(records, requestedBy);
    return new LakeErasure(lake, engine, clock, tables).erase(records, permit);
  }

  /** Puts those who are not yet on the list there, all in one commit. */
  private void remember(Set<RecordId> records, String requestedBy) {
    LakeTable erasures = lake.table(Tables.ERASURES);
    SortedSet<Long> fresh = new TreeSet<>();
    records.forEach(record -> fresh.add(list.fingerprint(record)));
    fresh.removeAll(listed(erasures, fresh));
    if (fresh.isEmpty()) {
      return;
    }
    Batch batch =
        new Batch(Tables.ERASURES.columns().stream().map(Column::field).toList(), fresh.size());
    long now = AsOf.of(clock.instant()).micros();
    for (long fingerprint : fresh) {
      int row = batch.addRow();
      batch.setLong(batch.index("fingerprint"), row, fingerprint);
      batch.setLong(batch.index("erased_at"), row, now);
      batch.setText(batch.index("requested_by"), row, requestedBy);
    }
    engine.load(TABLE, Batches.of(batch));
    try {
      erasures.append(
          "erasure-" + StableHash.of(fresh.toString()),
          engine.write("SELECT * FROM " + TABLE, FileTarget.of(erasures)),
          Map.of());
    } finally {
      engine.drop(TABLE);
    }
  }

  /** Which of the fingerprints are on the list already. */
  private Set<Long> listed(LakeTable erasures, Set<Long> fingerprints) {
    Set<Long> listed = new HashSet<>();
    if (fingerprints.isEmpty()) {
      return listed;
    }
    engine.view(TABLE, erasures.scan(new Filter.In("fingerprint", fingerprints)));
    try (Batches rows = engine.query("SELECT fingerprint FROM " + TABLE)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          listed.add(rows.batch().longs(0)[i]);
        }
      }
    } finally {
      engine.drop(TABLE);
    }
    return listed;
  }
}
