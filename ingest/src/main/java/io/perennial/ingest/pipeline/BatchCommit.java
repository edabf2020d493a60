// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.CleanRule;
import io.perennial.ingest.FileOutcome;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import java.util.List;
import java.util.Map;

/** Commits what was decided about a batch, table by table, all under the batch's id. */
final class BatchCommit {

  private static final SqlStep NEW_CLAIMS = SqlStep.of(BatchCommit.class, "new_claims");

  private final FileBatch batch;
  private final BatchRows rows;
  private final RuleCounts counts = new RuleCounts();
  private final BatchCleaning cleaning;
  private final BatchTexts texts;
  private final Lake lake;
  private final Engine engine;

  BatchCommit(FileBatch batch, BatchRows rows) {
    this.batch = batch;
    this.rows = rows;
    this.cleaning = new BatchCleaning(batch, counts);
    this.texts = new BatchTexts(batch, rows, counts);
    this.lake = batch.lake();
    this.engine = batch.engine();
  }

  /** Adds the events of this batch that the lake lacks. */
  void events() {
    if (!isAnyMissing()) {
      return;
    }
    texts.clean();
    engine.run(
        SqlStep.ofText(
            "new_events",
            "-- new_events: the events of a batch that the lake has not\n"
                + "-- writes  view ingest_events\n"
                + "SELECT f.final_id AS event_id, f.record_id, f.type,"
                + " f.occurred_at, f.quantity, "
                + rows.amountColumns("f")
                + texts.columns()
                + rows.eventColumnsWithoutTexts("f")
                + "\nFROM ingest_fated f"
                + texts.joins()
                + " WHERE "
                + isNew()),
        Map.of());
    commitMissing(
        Tables.EVENTS,
        "SELECT * FROM ingest_events",
        Map.of(
            "source", batch.source().system(), "received_at", batch.now(), "batch_id", batch.id()));
  }

  /** Of a row that it is an event which the lake has not. */
  private String isNew() {
    String kept = "f.fate = 'kept' AND NOT f.there";
    return batch.source().mapping().saysProfiles() ? kept + " AND f.type <> 'profile'" : kept;
  }

  /** Whether the lake lacks events of this batch. */
  private boolean isAnyMissing() {
    try (Batches missing =
        engine.query("SELECT f.file_no FROM ingest_fated f WHERE " + isNew() + " LIMIT 1")) {
      return missing.next();
    }
  }

  /**
   * Adds what nobody has said before.
   *
   * @return how many claims those were
   */
  long claims() {
    cleaning.claims();
    long claims = engine.run(NEW_CLAIMS, Map.of());
    cleaning.countClaims();
    if (claims > 0) {
      commitMissing(
          Tables.CLAIMS,
          "SELECT record_id, attribute, value, original, flag, seen_at FROM ingest_claims",
          Map.of("source", batch.source().system(), "batch_id", batch.id()));
    }
    return claims;
  }

  /** How many claims and texts each rule repaired or doubted. */
  Map<CleanRule, Long> cleaned() {
    return counts.counts();
  }

  /** Adds {@code ingest_rejected}. */
  void quarantine() {
    commit(
        Tables.QUARANTINE,
        "SELECT source, file, line, record_id, field, value, reason, advice, seen_at, batch_id"
            + " FROM ingest_rejected");
  }

  /** Adds {@code ingest_outcomes}, which {@code given} loads. */
  void files(GivenTables given, List<FileOutcome> outcomes) {
    MappingIdentity identity = MappingIdentity.of(batch.group(), batch.source(), batch.zone());
    given.loadOutcomes(outcomes, identity.toString(), batch.id(), batch.now());
    commit(Tables.INGESTED_FILES, "SELECT * FROM ingest_outcomes");
  }

  /** Commits once: what an earlier try committed is what there is. */
  private void commit(TableSpec spec, String sql) {
    if (!lake.table(spec).holds(batch.id())) {
      commit(spec, batch.id(), sql, Map.of());
    }
  }

  /** Commits rows of which none is in the lake, whatever earlier tries have committed. */
  private void commitMissing(TableSpec spec, String sql, Map<String, Object> constants) {
    commit(spec, EarlierTry.nextId(lake.table(spec), batch.id()), sql, constants);
  }

  private void commit(TableSpec spec, String id, String sql, Map<String, Object> constants) {
    LakeTable table = lake.table(spec);
    List<WrittenFile> files = engine.write(sql, FileTarget.of(table).with(constants));
    long count = files.stream().mapToLong(file -> file.file().rows()).sum();
    table.append(id, files, Map.of("source", batch.source().name(), "rows", Long.toString(count)));
  }

  /** Drops what the engine holds of what was committed. */
  void forget() {
    cleaning.forget();
    texts.forget();
    List.of("ingest_events", "ingest_claims", "ingest_outcomes").forEach(engine::drop);
  }
}
