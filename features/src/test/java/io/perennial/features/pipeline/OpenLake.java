// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A lake with the embedded engine in a folder. */
record OpenLake(Lake tables, Engine engine, FilledLake filled) implements AutoCloseable {

  static OpenLake in(Path folder) {
    Lake tables =
        IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
    Engine engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
    return new OpenLake(tables, engine, new FilledLake(tables, engine));
  }

  @Override
  public void close() {
    engine.close();
    tables.close();
  }
}
