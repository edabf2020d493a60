// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What an earlier try to take a batch, cut short, left in the lake. */
final class EarlierTry {

  private EarlierTry() {}

  /** When that try read the rows; empty when the lake has nothing of it. */
  static Optional<Instant> at(Lake lake, Engine engine, String batchId) {
    Optional<Instant> events = at(lake, engine, Tables.EVENTS, "received_at", batchId);
    return events.isPresent() ? events : at(lake, engine, Tables.QUARANTINE, "seen_at", batchId);
  }

  private static Optional<Instant> at(
      Lake lake, Engine engine, TableSpec spec, String column, String batchId) {
    LakeTable table = lake.table(spec);
    if (!table.holds(batchId)) {
      return Optional.empty();
    }
    engine.view("ingest_earlier", table.scan(new Filter.Text("batch_id", batchId)));
    try (Batches earliest =
        engine.query("SELECT min(e." + column + ") AS earliest FROM ingest_earlier e")) {
      return !earliest.next() || earliest.batch().isNull(0, 0)
          ? Optional.empty()
          : Optional.of(Instant.EPOCH.plus(earliest.batch().longs(0)[0], ChronoUnit.MICROS));
    } finally {
      engine.drop("ingest_earlier");
    }
  }

  /** The id under which a table takes more rows of a batch: its own, or that and a number. */
  static String nextId(LakeTable table, String batchId) {
    String id = batchId;
    for (int nth = 2; table.holds(id); nth++) {
      id = batchId + "-" + nth;
    }
    return id;
  }
}
