// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.EventField;
import io.perennial.ingest.RowRules;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableScan;
import io.perennial.lake.Tables;
import java.util.List;
import java.util.Map;

/**
 * Decides what becomes of each row of {@code ingest_typed}: kept, duplicate, repeated, conflict,
 * problem, collision, erased. The answer is the view {@code ingest_fated}.
 */
final class RowFates {

  private static final SqlStep LAKE_CLAIMS = step("lake_claims");
  private static final SqlStep KEYS = step("record_keys");
  private static final SqlStep REPEATED = step("repeated_ids");
  private static final SqlStep FIRST = step("first_contents");
  private static final SqlStep NO_FIRST = step("no_first_contents");
  private static final SqlStep REPEATS = step("repeated_rows");
  private static final SqlStep KNOWN = step("known_events");
  private static final SqlStep FATED = step("fated_rows");
  private static final SqlStep FATED_FIRST = step("fated_rows_first");
  private static final SqlStep COUNTS = step("fate_counts");

  private final FileBatch batch;
  private final BatchRows rows;
  private final Lake lake;
  private final Engine engine;
  private final String salt;

  /**
   * @param salt of the list of those who were erased
   */
  RowFates(FileBatch batch, BatchRows rows, String salt) {
    this.batch = batch;
    this.rows = rows;
    this.lake = batch.lake();
    this.engine = batch.engine();
    this.salt = salt;
  }

  private static SqlStep step(String name) {
    return SqlStep.of(RowFates.class, name);
  }

  /** Makes {@code ingest_fated} of {@code ingest_typed} and what the lake has. */
  void decide() {
    engine.view("ingest_erasures", lake.table(Tables.ERASURES).scan());
    engine.view("ingest_all_claims", lake.table(Tables.CLAIMS).scan());
    engine.run(LAKE_CLAIMS, Map.of("system", batch.source().system()));
    engine.run(KEYS, Map.of("salt", salt));
    boolean troubled = isAnyTroubled();
    long repeated = engine.run(REPEATED, Map.of());
    TableScan before = eventsBefore();
    if (before.files().isEmpty() && repeated == 0 && !troubled) {
      engine.run(FATED_FIRST, Map.of());
      return;
    }
    if (repeated > 0 && batch.group().has(EventField.EVENT_ID)) {
      rows.readNumbered(BatchRows.Pass.FIRST, FIRST, Map.of());
    } else {
      engine.run(NO_FIRST, Map.of());
    }
    boolean keep = batch.source().rules().identicalRows() == RowRules.IdenticalRows.KEEP;
    engine.run(REPEATS, Map.of("keep", keep));
    engine.view("ingest_lake_events", before);
    engine.run(KNOWN, Map.of("batch_id", batch.id()));
    engine.run(FATED, Map.of());
  }

  private boolean isAnyTroubled() {
    try (Batches troubled =
        engine.query("SELECT record_id FROM ingest_keys WHERE trouble IS NOT NULL LIMIT 1")) {
      return troubled.next();
    }
  }

  /** Ids made of the content can only be in the same months; given ids anywhere. */
  private TableScan eventsBefore() {
    LakeTable events = lake.table(Tables.EVENTS);
    Filter sameSystem = new Filter.Text("source", batch.source().system());
    if (batch.group().has(EventField.EVENT_ID)) {
      return events.scan(sameSystem);
    }
    try (Batches range =
        engine.query(
            "SELECT min(t.occurred_at) AS earliest, max(t.occurred_at) AS latest"
                + " FROM ingest_typed t WHERE t.problem IS NULL")) {
      if (!range.next() || range.batch().isNull(0, 0)) {
        return new TableScan(Tables.EVENTS, 0, List.of(), List.of());
      }
      return events.scan(
          sameSystem,
          new Filter.Range(
              "occurred_at", range.batch().longs(0)[0], range.batch().longs(1)[0] + 1));
    }
  }

  /** How many rows of each file come to what. */
  Tally tally() {
    Tally tally = new Tally(batch.group().files().size());
    engine.run(COUNTS, Map.of());
    try (Batches counts = engine.query("SELECT file_no, fate, n FROM ingest_fates")) {
      while (counts.next()) {
        Batch part = counts.batch();
        for (int row = 0; row < part.rows(); row++) {
          tally.add((int) part.longs(0)[row], part.texts(1)[row], part.longs(2)[row]);
        }
      }
    }
    return tally;
  }

  /** Drops what the engine holds of the decision. */
  void forget() {
    List.of(
            "ingest_fates",
            "ingest_fated",
            "ingest_lake_claims",
            "ingest_all_claims",
            "ingest_lake_events",
            "ingest_erasures",
            "ingest_keys",
            "ingest_repeated",
            "ingest_repeats",
            "ingest_first",
            "ingest_known")
        .forEach(engine::drop);
  }
}
