// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.EventField;
import io.perennial.ingest.FileOutcome;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeException;
import io.perennial.lake.LakeTable;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import io.perennial.lake.workspace.FileTrouble;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes one group of files into the lake, as one batch.
 *
 * <p>The files are read once, into a table of typed rows; all that follows works on that table. A
 * second, numbered pass over the files is made only when rows have to be shown by their place.
 * Events, claims, quarantine and the list of files are committed one after the other under one
 * batch id: what a crash leaves undone between two of them is done when the same files are read
 * again. What becomes of a row is then decided anew, since other batches may have come and
 * customers may have been erased; the events that the lake has of this batch stay, those it lacks
 * are added.
 */
final class BatchIngest {

  private static final SqlStep CHECKED = step("checked_rows");
  private static final SqlStep KEYS = step("record_keys");
  private static final SqlStep REPEATED = step("repeated_ids");
  private static final SqlStep FIRST = step("first_contents");
  private static final SqlStep REPEATS = step("repeated_rows");
  private static final SqlStep KNOWN = step("known_events");
  private static final SqlStep FATED = step("fated_rows");
  private static final SqlStep FATED_FIRST = step("fated_rows_first");
  private static final SqlStep NEW_CLAIMS = step("new_claims");
  private static final SqlStep CONFLICTS = step("conflicts");
  private static final SqlStep REJECTED = step("rejected_rows");
  private static final SqlStep REASONS = step("reasons");

  private final Lake lake;
  private final Engine engine;
  private final SourceConfig source;
  private final FileGroup group;
  private final MappedRows mapped;
  private final GivenTables given;
  private final String salt;
  private final String identity;
  private final String batchId;
  private final Instant now;
  private final List<IngestReport.Reason> reasons = new ArrayList<>();
  private List<BrokenLine> broken = List.of();
  private Tally tally = new Tally(0);
  private long claims;

  /**
   * @param zone of times without one
   * @param batchId names what is committed; the same for the same files and settings
   * @param now when the rows reached us, unless an earlier try to take them was cut short: then
   *     they reached us at that time
   */
  BatchIngest(
      Lake lake,
      Engine engine,
      SourceConfig source,
      FileGroup group,
      ZoneId zone,
      String salt,
      String batchId,
      Instant now) {
    this.lake = lake;
    this.engine = engine;
    this.source = source;
    this.group = group;
    this.mapped = MappedRows.of(source, group, zone);
    this.given = new GivenTables(engine, source.name(), group);
    this.salt = salt;
    this.identity = group.identity(source, zone);
    this.batchId = batchId;
    this.now =
        EarlierTry.at(lake, engine, batchId).orElseGet(() -> now.truncatedTo(ChronoUnit.MICROS));
  }

  private static SqlStep step(String name) {
    return SqlStep.of(BatchIngest.class, name);
  }

  /** Why rows were not taken. */
  List<IngestReport.Reason> reasons() {
    return reasons;
  }

  /** Claims that nobody had made before. */
  long claims() {
    return claims;
  }

  /**
   * Reads, and decides about each row; nothing is committed.
   *
   * @throws IngestException when a file cannot be read, or changed meanwhile
   */
  void prepare() {
    given.loadFiles();
    broken = reading(this::readTyped);
    findFates();
    tally = tally(broken);
    long rejected = findRejected();
    group.files().forEach(InputFile::requireUnchanged);
    requireAccount(rejected);
  }

  /** Commits what was prepared. */
  List<FileOutcome> commit() {
    commitEvents();
    commitClaims();
    commitQuarantine();
    List<FileOutcome> outcomes = tally.outcomes(source.name(), group.files());
    commitFiles(outcomes);
    forget();
    return outcomes;
  }

  // ---- reading

  /** Does what reads the files: what an engine cannot read is trouble with the files. */
  private static <T> T reading(Supplier<T> work) {
    try {
      return work.get();
    } catch (LakeException e) {
      if (FileTrouble.within(e).isPresent()) {
        throw e;
      }
      throw new IngestException(String.valueOf(e.getMessage()), e);
    }
  }

  private List<BrokenLine> readTyped() {
    String view = raw("");
    openRaw(view, false);
    SqlStep typed =
        SqlStep.ofText(
            "typed_rows",
            "-- typed_rows: the columns of a batch that something depends on\n"
                + "-- writes  ingest_typed\n"
                + "SELECT c.file_no, c.record_key, c.record_id, c.event_id, c.content_id, c.type,"
                + " c.occurred_at, c.quantity, c.amount, c.problem"
                + columns("c")
                + claimColumns()
                + "\nFROM ingest_checked c");
    engine.run(typed, Map.of());
    if (engine.mend(view)) {
      engine.run(typed, Map.of());
    }
    return engine.brokenLines(view);
  }

  /** The view of a pass; they stay to the end: an engine then keeps what it knows of the files. */
  private String raw(String pass) {
    return "ingest_raw_" + batchId + pass;
  }

  private void openRaw(String view, boolean numbered) {
    engine.view(view, mapped.scan(numbered));
    engine.run(mapped.step(view), mapped.values());
    RowRules rules = source.rules();
    engine.run(
        CHECKED,
        Map.of(
            "system",
            source.system(),
            "earliest",
            rules.earliest(),
            "latest",
            rules.latest().orElse(now.plus(1, ChronoUnit.DAYS)),
            "return_prefix",
            source.mapping().returnPrefix().orElse(""),
            "longest",
            RowProblem.LONGEST,
            "nothing",
            MappedRows.NOTHING));
  }

  private String columns(String table) {
    StringBuilder columns = new StringBuilder();
    mapped.present().forEach(name -> columns.append(", ").append(table).append('.').append(name));
    return columns.toString();
  }

  private String claimColumns() {
    StringBuilder columns = new StringBuilder();
    for (int i = 1; i <= group.claims().size(); i++) {
      columns.append(", c.claim_").append(i);
    }
    return columns.toString();
  }

  // ---- deciding

  private void findFates() {
    engine.view("ingest_erasures", lake.table(Tables.ERASURES).scan());
    TableScan claimScan = lake.table(Tables.CLAIMS).scan();
    engine.view("ingest_all_claims", claimScan);
    engine.run(
        SqlStep.ofText(
            "lake_claims",
            "-- lake_claims: what was said before\n-- writes  view ingest_lake_claims\n"
                + "SELECT c.record_id, c.attribute, c.value FROM ingest_all_claims c"
                + " WHERE c.source = :system"),
        Map.of("system", source.system()));
    engine.run(KEYS, Map.of("salt", salt));
    boolean troubled = isAnyTroubled();
    long repeated = engine.run(REPEATED, Map.of());
    if (repeated > 0) {
      findFirst();
      boolean keep = source.rules().identicalRows() == RowRules.IdenticalRows.KEEP;
      engine.run(REPEATS, Map.of("keep", keep));
    }
    TableScan before = eventsBefore();
    if (before.files().isEmpty() && repeated == 0 && !troubled) {
      engine.run(FATED_FIRST, Map.of());
      return;
    }
    if (repeated == 0) {
      findNoRepeats();
    }
    engine.view("ingest_lake_events", before);
    engine.run(KNOWN, Map.of("batch_id", batchId));
    engine.run(FATED, Map.of());
  }

  private boolean isAnyTroubled() {
    try (Batches troubled =
        engine.query("SELECT record_id FROM ingest_keys WHERE trouble IS NOT NULL LIMIT 1")) {
      return troubled.next();
    }
  }

  private void findFirst() {
    if (group.has(EventField.EVENT_ID)) {
      String view = raw("_first");
      reading(
          () -> {
            openRaw(view, true);
            return engine.run(FIRST, Map.of());
          });
      engine.drop(view);
    } else {
      engine.run(
          SqlStep.ofText(
              "no_first_contents",
              "-- no_first_contents: equal ids mean equal contents here\n-- writes  ingest_first\n"
                  + "SELECT CAST(NULL AS BIGINT) AS event_id, CAST(NULL AS BIGINT) AS content_id"
                  + " FROM ingest_repeated WHERE event_id IS NULL"),
          Map.of());
    }
  }

  private void findNoRepeats() {
    findNone();
    engine.run(REPEATS, Map.of("keep", false));
  }

  private void findNone() {
    engine.run(
        SqlStep.ofText(
            "no_first_contents",
            "-- no_first_contents: no id is there twice\n-- writes  ingest_first\n"
                + "SELECT r.event_id, r.event_id AS content_id FROM ingest_repeated r"),
        Map.of());
  }

  /** Ids made of the content can only be in the same months; given ids anywhere. */
  private TableScan eventsBefore() {
    LakeTable events = lake.table(Tables.EVENTS);
    Filter sameSystem = new Filter.Text("source", source.system());
    if (group.has(EventField.EVENT_ID)) {
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

  private Tally tally(List<BrokenLine> broken) {
    Tally tally = new Tally(group.files().size());
    try (Batches counts =
        engine.query(
            "SELECT f.file_no, f.fate, count(*) AS n FROM ingest_fated f GROUP BY f.file_no, f.fate")) {
      while (counts.next()) {
        Batch batch = counts.batch();
        for (int row = 0; row < batch.rows(); row++) {
          tally.add((int) batch.longs(0)[row], batch.texts(1)[row], batch.longs(2)[row]);
        }
      }
    }
    for (BrokenLine line : broken) {
      tally.add(given.fileNo(line.file()), Tally.PROBLEM, 1);
    }
    return tally;
  }

  /** Shows the rows that cannot be taken by their place, which takes a pass over the files. */
  private long findRejected() {
    if (tally.bad() == 0) {
      return 0;
    }
    given.loadProblems();
    given.loadBroken(broken);
    engine.run(CONFLICTS, Map.of());
    String view = raw("_numbered");
    long rejected =
        reading(
            () -> {
              openRaw(view, true);
              return engine.run(
                  REJECTED,
                  Map.of(
                      "source",
                      source.name(),
                      "seen_at",
                      now,
                      "batch_id",
                      batchId,
                      "nothing",
                      MappedRows.NOTHING));
            });
    engine.drop(view);
    return rejected;
  }

  private void requireAccount(long rejected) {
    if (rejected != tally.bad()) {
      throw new IllegalStateException(
          "Cannot account for the rows of source "
              + source.name()
              + ": "
              + tally.bad()
              + " could not be taken, "
              + rejected
              + " were found again");
    }
  }

  // ---- committing

  private void commitEvents() {
    if (!isAnyMissing()) {
      return;
    }
    String money = mapped.present().contains("currency") ? ", f.amount AS original_amount" : "";
    engine.run(
        SqlStep.ofText(
            "new_events",
            "-- new_events: the events of a batch that the lake has not\n"
                + "-- writes  view ingest_events\n"
                + "SELECT f.final_id AS event_id, f.record_id, f.type,"
                + " f.occurred_at, f.quantity, f.amount"
                + money
                + columns("f")
                + "\nFROM ingest_fated f WHERE f.fate = 'kept' AND NOT f.there"),
        Map.of());
    commitMissing(
        Tables.EVENTS,
        "SELECT * FROM ingest_events",
        Map.of("source", source.system(), "received_at", now, "batch_id", batchId));
  }

  /** Whether the lake lacks events of this batch. */
  private boolean isAnyMissing() {
    try (Batches missing =
        engine.query(
            "SELECT f.file_no FROM ingest_fated f WHERE f.fate = 'kept' AND NOT f.there LIMIT 1")) {
      return missing.next();
    }
  }

  private void commitClaims() {
    StringBuilder said =
        new StringBuilder(
            "-- said: what a batch says about its records\n-- writes  view ingest_said\n"
                + "SELECT k.record_id, 'key' AS attribute, k.record_key AS value,"
                + " k.first_at AS seen_at FROM ingest_keys k"
                + " WHERE k.trouble IS NULL AND k.first_at IS NOT NULL");
    Map<String, Object> values = new LinkedHashMap<>();
    int nth = 0;
    for (String attribute : group.claims().keySet()) {
      nth++;
      values.put("a" + nth, attribute);
      String column = "f.claim_" + nth;
      said.append("\nUNION ALL SELECT f.record_id, :a")
          .append(nth)
          .append(", ")
          .append(column)
          .append(", min(f.occurred_at) FROM ingest_fated f WHERE ")
          .append(column)
          .append(" IS NOT NULL AND f.fate IN ('kept', 'duplicate') GROUP BY f.record_id, ")
          .append(column);
    }
    engine.run(SqlStep.ofText("said", said.toString()), values);
    claims = engine.run(NEW_CLAIMS, Map.of());
    if (claims > 0) {
      commitMissing(
          Tables.CLAIMS,
          "SELECT * FROM ingest_claims",
          Map.of("source", source.system(), "batch_id", batchId));
    }
  }

  private void commitQuarantine() {
    if (tally.bad() == 0) {
      return;
    }
    commit(
        Tables.QUARANTINE,
        "SELECT source, file, line, record_id, field, value, reason, advice, seen_at, batch_id"
            + " FROM ingest_rejected");
    readReasons();
  }

  private void readReasons() {
    engine.run(REASONS, Map.of());
    try (Batches rows =
        engine.query(
            "SELECT reason, n, file, line, field, value, advice FROM ingest_reasons"
                + " ORDER BY n DESC, reason, field")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          String value = batch.isNull(5, row) ? "" : " '" + batch.texts(5)[row] + "'";
          reasons.add(
              new IngestReport.Reason(
                  source.name(),
                  batch.texts(0)[row],
                  batch.longs(1)[row],
                  "first in "
                      + batch.texts(2)[row]
                      + ", row "
                      + batch.longs(3)[row]
                      + ", "
                      + batch.texts(4)[row]
                      + value
                      + ": "
                      + batch.texts(6)[row]));
        }
      }
    }
  }

  private void commitFiles(List<FileOutcome> outcomes) {
    given.loadOutcomes(outcomes, identity, batchId, now);
    commit(Tables.INGESTED_FILES, "SELECT * FROM ingest_outcomes");
    engine.drop("ingest_outcomes");
  }

  /** Commits once: what an earlier try committed is what there is. */
  private void commit(TableSpec spec, String sql) {
    if (!lake.table(spec).holds(batchId)) {
      commit(spec, batchId, sql, Map.of());
    }
  }

  /** Commits rows of which none is in the lake, whatever earlier tries have committed. */
  private void commitMissing(TableSpec spec, String sql, Map<String, Object> constants) {
    commit(spec, EarlierTry.nextId(lake.table(spec), batchId), sql, constants);
  }

  private void commit(TableSpec spec, String id, String sql, Map<String, Object> constants) {
    LakeTable table = lake.table(spec);
    List<WrittenFile> files = engine.write(sql, FileTarget.of(table).with(constants));
    long rows = files.stream().mapToLong(file -> file.file().rows()).sum();
    table.append(id, files, Map.of("source", source.name(), "rows", Long.toString(rows)));
  }

  /** Drops what the engine holds of this batch. */
  void forget() {
    for (String pass : List.of("", "_first", "_numbered")) {
      engine.drop(raw(pass));
    }
    for (String name :
        List.of(
            "ingest_events",
            "ingest_fated",
            "ingest_said",
            "ingest_checked",
            "ingest_mapped",
            "ingest_lake_claims",
            "ingest_all_claims",
            "ingest_lake_events",
            "ingest_erasures",
            "ingest_typed",
            "ingest_keys",
            "ingest_repeated",
            "ingest_repeats",
            "ingest_first",
            "ingest_known",
            "ingest_claims",
            "ingest_conflicts",
            "ingest_rejected",
            "ingest_reasons",
            "ingest_broken",
            "ingest_problems",
            "ingest_files")) {
      engine.drop(name);
    }
  }
}
