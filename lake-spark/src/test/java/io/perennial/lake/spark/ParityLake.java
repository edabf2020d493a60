// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.pipeline.IngestStep;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.StepContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A lake of its own that any engine may write to; the clock stands at the beginning of 2026. */
final class ParityLake implements AutoCloseable {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Lake lake;

  private ParityLake(Lake lake) {
    this.lake = lake;
  }

  static ParityLake open(Path folder) {
    return new ParityLake(IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), CLOCK));
  }

  /** Reads the files below {@code sources} with {@code engine}. */
  IngestReport ingest(Engine engine, IngestConfig config, Path sources) {
    return new IngestStep(config, sources)
        .ingest(new StepContext(lake, engine, CLOCK, 1, "run", Progress.silent()));
  }

  /** Lets {@code engine} see a table under {@code view}. */
  void show(Engine engine, TableSpec table, String view) {
    engine.view(view, lake.table(table).scan());
  }

  @Override
  public void close() {
    lake.close();
  }
}
