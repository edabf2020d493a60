// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.pipeline.IngestStep;
import io.perennial.lake.Batch;
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
import java.util.TreeMap;

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

  IngestReport ingest(SourceConfig... sources) {
    return new IngestStep(IngestConfig.of(sources), folder)
        .ingest(new StepContext(lake, engine, CLOCK, 1, "run", Progress.silent()));
  }

  /**
   * A number for each text.
   *
   * @param text of {@code t}, such as a column
   * @param number of the rows of {@code t} with that text, such as {@code count(*)}
   */
  Map<String, Long> numbers(TableSpec table, String text, String number) {
    Map<String, Long> numbers = new TreeMap<>();
    engine.view("counted", lake.table(table).scan());
    String sql =
        "SELECT %s AS k, CAST(%s AS BIGINT) AS n FROM counted t GROUP BY %s"
            .formatted(text, number, text);
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        Batch part = rows.batch();
        for (int row = 0; row < part.rows(); row++) {
          numbers.put(part.texts(0)[row], part.longs(1)[row]);
        }
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
