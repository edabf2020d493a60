// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.StepContext;
import io.perennial.testkit.crash.MortalLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder with raw files, a lake and an engine; the clock stands at the beginning of 2026. */
final class Workspace implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final Path folder;
  private final MortalLake lake;
  private final Engine engine;
  private Clock clock = CLOCK;

  Workspace(Path folder) {
    this.folder = folder;
    this.lake =
        new MortalLake(IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), CLOCK));
    this.engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of()));
  }

  Path folder() {
    return folder;
  }

  MortalLake lake() {
    return lake;
  }

  Engine engine() {
    return engine;
  }

  /** What comes now, comes at {@code instant}. */
  Workspace at(Instant instant) {
    clock = Clock.fixed(instant, ZoneOffset.UTC);
    return this;
  }

  Workspace file(String name, String... lines) {
    return file(name, StandardCharsets.UTF_8, lines);
  }

  Workspace file(String name, Charset charset, String... lines) {
    return bytes(name, (String.join("\n", lines) + "\n").getBytes(charset));
  }

  Workspace bytes(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StepContext context() {
    return context(lake);
  }

  StepContext context(Lake into) {
    return new StepContext(into, engine, clock, 1, "run", Progress.silent());
  }

  IngestReport ingest(SourceConfig... sources) {
    return ingest(IngestConfig.of(sources));
  }

  /** Reads the sources again whose names are in {@code again}, the others if they are new. */
  IngestReport again(Set<String> again, SourceConfig... sources) {
    return again(Again.of(again), sources);
  }

  IngestReport again(Again again, SourceConfig... sources) {
    return new IngestStep(IngestConfig.of(sources), folder, again).ingest(context());
  }

  IngestReport ingest(IngestConfig config) {
    return new IngestStep(config, folder).ingest(context());
  }

  /** The rows of a query over a table called {@code t}, cells joined by {@code |}. */
  List<String> rows(TableSpec table, String sql) {
    engine.view("t", lake.table(table).scan());
    List<String> rows = new ArrayList<>();
    try (Batches batches = engine.query(sql)) {
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          rows.add(row(batch, row));
        }
      }
    }
    return rows;
  }

  List<String> events(String columns) {
    return rows(
        Tables.EVENTS, "SELECT " + columns + " FROM t ORDER BY occurred_at, order_id, amount");
  }

  List<String> quarantine(String columns) {
    return rows(Tables.QUARANTINE, "SELECT " + columns + " FROM t ORDER BY file, line, reason");
  }

  private static String row(Batch batch, int row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < batch.fields().size(); i++) {
      cells.add(batch.isNull(i, row) ? "-" : cell(batch, i, row));
    }
    return String.join("|", cells);
  }

  private static String cell(Batch batch, int column, int row) {
    return switch (batch.fields().get(column).type()) {
      case STRING -> batch.texts(column)[row];
      case DOUBLE, DECIMAL -> Double.toString(batch.doubles(column)[row]);
      case LONG, BOOLEAN -> Long.toString(batch.longs(column)[row]);
      case TIMESTAMP -> Instant.EPOCH.plus(batch.longs(column)[row], ChronoUnit.MICROS).toString();
    };
  }

  @Override
  public void close() {
    lake.close();
    engine.close();
  }
}
