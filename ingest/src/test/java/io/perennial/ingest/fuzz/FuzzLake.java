// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.pipeline.IngestStep;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.StepContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** A workspace into which many files go. */
final class FuzzLake implements AutoCloseable {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Path folder;
  private final Lake lake;
  private final Engine engine;

  FuzzLake(Path folder) {
    this.folder = folder;
    lake = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), CLOCK);
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(512L << 20, 1, folder.resolve("spill"), Map.of()));
  }

  IngestReport ingest(SourceConfig source) {
    return new IngestStep(IngestConfig.of(source), folder)
        .ingest(new StepContext(lake, engine, CLOCK, 1, "run", Progress.silent()));
  }

  /** The rows of a table. */
  long rows(TableSpec table) {
    engine.view("counted", lake.table(table).scan());
    try (Batches rows = engine.query("SELECT count(*) FROM counted")) {
      rows.next();
      return rows.batch().longs(0)[0];
    }
  }

  @Override
  public void close() {
    engine.close();
    lake.close();
  }
}
