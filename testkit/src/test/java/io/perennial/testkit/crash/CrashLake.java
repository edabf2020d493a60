// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import io.perennial.domain.Purpose;
import io.perennial.domain.RecordId;
import io.perennial.governance.Permit;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Field;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.upkeep.Compaction;
import io.perennial.lake.upkeep.LakeErasure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A lake in a folder: does acts to it, and tells what is in it. */
final class CrashLake implements AutoCloseable {

  static final List<TableSpec> TABLES = List.of(Tables.EVENTS, Tables.CLAIMS);

  private static final long MONTH_MICROS = 31L * 86_400 * 1_000_000;
  private static final long START_MICROS =
      Instant.parse("2024-01-10T00:00:00Z").toEpochMilli() * 1_000;

  private final Lake lake;
  private final Engine engine;

  private CrashLake(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
  }

  static Engine engine(Path workspace) {
    return DuckDbEngine.open(
        new EngineSettings(256L << 20, 1, workspace.resolve("spill"), Map.of()));
  }

  /** For writing; the engine stays the caller's. */
  static CrashLake open(Path workspace, Engine engine) {
    return new CrashLake(
        IcebergLake.open(workspace.resolve("lake"), workspace.resolve("state"), Clock.systemUTC()),
        engine);
  }

  /** For reading, as another process would. */
  static CrashLake read(Path workspace, Engine engine) {
    return new CrashLake(
        IcebergLake.openForReading(workspace.resolve("lake"), Clock.systemUTC()), engine);
  }

  LakeTable table(TableSpec spec) {
    return lake.table(spec);
  }

  void perform(Act act) {
    switch (act.kind()) {
      case EVENTS, CLAIMS -> append(act);
      case COMPACTION -> {
        Compaction compaction = new Compaction(engine, 3, 1 << 20);
        TABLES.forEach(spec -> compaction.compact(lake.table(spec)));
      }
      case EXPIRY -> TABLES.forEach(spec -> lake.table(spec).expire(2));
      case ERASURE -> {
        Set<RecordId> records =
            act.records().stream().map(RecordId::new).collect(Collectors.toSet());
        Permit permit =
            new Permit(
                "crash test", Purpose.DATA_SUBJECT_REQUEST, Instant.now().plusSeconds(3_600));
        new LakeErasure(lake, engine, Clock.systemUTC(), TABLES).erase(records, permit);
      }
      case SWEEP -> TABLES.forEach(spec -> lake.table(spec).sweepOrphans(Duration.ZERO));
    }
  }

  private void append(Act act) {
    LakeTable table = lake.table(act.table());
    engine.load("given", Batches.of(rows(act)));
    String columns =
        act.kind() == Act.Kind.EVENTS
            ? "id AS event_id, record_id, moment AS occurred_at, 'order' AS type, text, batch_id"
            : "CAST(id AS VARCHAR) AS value, record_id, moment AS seen_at, 'id' AS attribute, batch_id";
    List<WrittenFile> files =
        engine.write("SELECT " + columns + " FROM given", FileTarget.of(table));
    engine.drop("given");
    table.append(act.batchId(), files, Map.of());
  }

  private static Batch rows(Act act) {
    Batch rows =
        new Batch(
            List.of(
                new Field("id", ColumnType.LONG),
                new Field("record_id", ColumnType.LONG),
                new Field("moment", ColumnType.TIMESTAMP),
                new Field("text", ColumnType.STRING),
                new Field("batch_id", ColumnType.STRING)),
            act.rows());
    for (int i = 0; i < act.rows(); i++) {
      int row = rows.addRow();
      rows.setLong(0, row, act.id(i));
      rows.setLong(1, row, act.record(i));
      rows.setLong(2, row, START_MICROS + i % 3 * MONTH_MICROS + act.id(i));
      rows.setText(3, row, "said by " + act.record(i) + " in " + act.id(i));
      rows.setText(4, row, act.batchId());
    }
    return rows;
  }

  /** What the table holds, by batch. */
  Map<String, Act.Totals> contents(TableSpec spec) {
    engine.view("held", lake.table(spec).scan());
    String id = spec.equals(Tables.EVENTS) ? "event_id" : "CAST(value AS BIGINT)";
    Map<String, Act.Totals> contents = new HashMap<>();
    try (Batches rows =
        engine.query(
            "SELECT batch_id, count(*) AS n, count(DISTINCT "
                + id
                + ") AS d, CAST(sum("
                + id
                + ") AS BIGINT) AS ids, CAST(sum(record_id) AS BIGINT) AS records FROM held"
                + " GROUP BY batch_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          contents.put(
              batch.texts(0)[i],
              new Act.Totals(
                  batch.longs(1)[i], batch.longs(2)[i], batch.longs(3)[i], batch.longs(4)[i]));
        }
      }
    }
    return contents;
  }

  /** Rows of {@code records} in any data file on the disk, known to a snapshot or not. */
  long rowsOnDisk(TableSpec spec, Set<Long> records) {
    LakeTable table = lake.table(spec);
    if (records.isEmpty() || table.filesOnDisk().isEmpty()) {
      return 0;
    }
    engine.view("on_disk", new TableScan(spec, 0, table.filesOnDisk(), List.of()));
    String list = records.stream().map(String::valueOf).collect(Collectors.joining(", "));
    try (Batches rows =
        engine.query("SELECT count(*) AS n FROM on_disk WHERE record_id IN (" + list + ")")) {
      rows.next();
      return rows.batch().longs(0)[0];
    }
  }

  @Override
  public void close() {
    lake.close();
  }
}
