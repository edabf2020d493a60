// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.domain.AsOf;
import io.perennial.domain.RecordId;
import io.perennial.governance.ErasureReceipt;
import io.perennial.governance.Permit;
import io.perennial.ingest.ErasureList;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.upkeep.LakeErasure;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    return lake.table(Tables.ERASURES).holds(batchId(record));
  }

  /** Erases records from all tables, verifies it, and tells what was done. */
  public ErasureReceipt erase(
      Set<RecordId> records, List<TableSpec> tables, String requestedBy, Permit permit) {
    for (RecordId record : records) {
      remember(record, requestedBy);
    }
    return new LakeErasure(lake, engine, clock, tables).erase(records, permit);
  }

  private void remember(RecordId record, String requestedBy) {
    LakeTable erasures = lake.table(Tables.ERASURES);
    if (isListed(record)) {
      return;
    }
    Batch batch = new Batch(Tables.ERASURES.columns().stream().map(Column::field).toList(), 1);
    int row = batch.addRow();
    batch.setLong(batch.index("fingerprint"), row, list.fingerprint(record));
    batch.setLong(batch.index("erased_at"), row, AsOf.of(clock.instant()).micros());
    batch.setText(batch.index("requested_by"), row, requestedBy);
    engine.load(TABLE, Batches.of(batch));
    try {
      erasures.append(
          batchId(record),
          engine.write("SELECT * FROM " + TABLE, FileTarget.of(erasures)),
          Map.of());
    } finally {
      engine.drop(TABLE);
    }
  }

  private String batchId(RecordId record) {
    return "erasure-" + list.fingerprint(record);
  }
}
