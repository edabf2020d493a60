// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.crash;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.pipeline.IngestStep;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.StepContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace whose files are ingested one batch each, and what is in its tables. */
final class IngestedLake implements AutoCloseable {

  /** Where in the workspace the files are. */
  static final String FILES = "data";

  private final Path workspace;
  private final Lake lake;
  private final Engine engine;

  IngestedLake(Path workspace) {
    this.workspace = workspace;
    this.lake =
        IcebergLake.open(workspace.resolve("lake"), workspace.resolve("state"), Clock.systemUTC());
    this.engine =
        DuckDbEngine.open(new EngineSettings(256L << 20, 1, workspace.resolve("spill"), Map.of()));
  }

  IngestReport ingest(Progress progress) {
    Map<EventField, ColumnChoice> columns = new LinkedHashMap<>();
    columns.put(EventField.CUSTOMER, ColumnChoice.of("customer_id"));
    columns.put(EventField.TIME, ColumnChoice.of("occurred_at"));
    columns.put(EventField.TYPE, ColumnChoice.of("type"));
    columns.put(EventField.ORDER_ID, ColumnChoice.of("order_id"));
    columns.put(EventField.PRODUCT_ID, ColumnChoice.of("product_id"));
    columns.put(EventField.AMOUNT, ColumnChoice.of("amount"));
    columns.put(EventField.QUANTITY, ColumnChoice.of("quantity"));
    Mapping mapping =
        new Mapping(
            columns,
            Map.of(),
            "order",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of('.'),
            Map.of("email", ColumnChoice.of("email")),
            List.of());
    IngestConfig config =
        new IngestConfig(
            List.of(SourceConfig.of("shop", List.of(FILES + "/*.csv"), mapping)),
            ZoneOffset.UTC,
            1,
            "a salt");
    return new IngestStep(config, workspace)
        .ingest(new StepContext(lake, engine, Clock.systemUTC(), 1, "run", progress));
  }

  /** Counts and sums of each table that a lost, doubled or changed row does not leave alone. */
  Map<String, List<Long>> figures() {
    Map<String, List<Long>> figures = new LinkedHashMap<>();
    figures.put(
        "events",
        numbers(
            Tables.EVENTS,
            "count(*), count(DISTINCT event_id), CAST(sum(event_id % 1000003) AS BIGINT),"
                + " CAST(sum(amount * 100) AS BIGINT)"));
    figures.put(
        "claims",
        numbers(
            Tables.CLAIMS,
            "count(*), count(DISTINCT record_id || ' ' || attribute || ' ' || value),"
                + " CAST(sum(record_id % 1000003) AS BIGINT)"));
    figures.put(
        "quarantine",
        numbers(
            Tables.QUARANTINE,
            "count(*), count(DISTINCT file || ' ' || line || ' ' || batch_id),"
                + " CAST(sum(line) AS BIGINT)"));
    figures.put("files", fileFigures());
    return figures;
  }

  /** Files read, then the sums of rows read, kept, duplicate, quarantined. */
  List<Long> fileFigures() {
    return numbers(
        Tables.INGESTED_FILES,
        "count(*), CAST(sum(rows_read) AS BIGINT), CAST(sum(rows_kept) AS BIGINT),"
            + " CAST(sum(rows_duplicate) AS BIGINT), CAST(sum(rows_quarantined) AS BIGINT)");
  }

  /** Batches that are said to be read, and hold another number of events than was said. */
  long brokenPromises() {
    engine.view("events_now", lake.table(Tables.EVENTS).scan());
    engine.view("files_now", lake.table(Tables.INGESTED_FILES).scan());
    return rows("SELECT count(*) FROM (SELECT batch_id, sum(rows_kept) AS kept FROM files_now"
            + " GROUP BY batch_id) f LEFT JOIN (SELECT batch_id, count(*) AS there FROM events_now"
            + " GROUP BY batch_id) e ON e.batch_id = f.batch_id WHERE f.kept <> coalesce(e.there,"
            + " 0)")
        .get(0);
  }

  private List<Long> numbers(TableSpec table, String sql) {
    engine.view("counted", lake.table(table).scan());
    return rows("SELECT " + sql + " FROM counted");
  }

  private List<Long> rows(String sql) {
    List<Long> numbers = new ArrayList<>();
    try (Batches rows = engine.query(sql)) {
      rows.next();
      Batch batch = rows.batch();
      for (int column = 0; column < batch.fields().size(); column++) {
        numbers.add(batch.isNull(column, 0) ? 0 : batch.longs(column)[0]);
      }
    }
    return numbers;
  }

  @Override
  public void close() {
    engine.close();
    lake.close();
  }
}
