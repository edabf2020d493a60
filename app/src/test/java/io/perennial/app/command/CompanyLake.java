// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is in a workspace's tables. */
final class CompanyLake implements AutoCloseable {

  private final Lake lake;
  private final Engine engine;

  CompanyLake(Path workspace) {
    lake =
        IcebergLake.open(workspace.resolve("lake"), workspace.resolve("state"), Clock.systemUTC());
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(512L << 20, 1, workspace.resolve("spill"), Map.of()));
    for (TableSpec table : Tables.ALL) {
      engine.view(table.name(), lake.table(table).scan());
    }
  }

  /** Whether there is such a table. */
  static boolean has(String table) {
    return Tables.ALL.stream().anyMatch(spec -> spec.name().equals(table));
  }

  /** The rows of a query, all of whose columns are texts; nothing is an empty text. */
  List<List<String>> rows(String sql) {
    List<List<String>> rows = new ArrayList<>();
    try (Batches batches = engine.query(sql)) {
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          List<String> cells = new ArrayList<>();
          for (int i = 0; i < batch.fields().size(); i++) {
            cells.add(batch.isNull(i, row) ? "" : batch.texts(i)[row]);
          }
          rows.add(cells);
        }
      }
    }
    return rows;
  }

  @Override
  public void close() {
    engine.close();
    lake.close();
  }
}
