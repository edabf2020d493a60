// SPDX-License-Identifier: Apache-2.0
package io.perennial.examples;

import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A lake with a few orders of three customers, and an engine to read it with. */
final class ExampleLake implements AutoCloseable {

  private final IcebergLake lake;
  private final Engine engine;

  ExampleLake(Path folder) {
    lake = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(512L << 20, 2, folder.resolve("spill"), Map.of()));
  }

  LakeTable events() {
    return lake.table(Tables.EVENTS);
  }

  Engine engine() {
    return engine;
  }

  /**
   * Adds orders in one commit: customer 1 orders every ten days, customer 2 every twenty, customer
   * 3 every thirty.
   *
   * @param batch a name; a batch that the table holds already is not added again
   * @param year of the orders
   */
  void order(String batch, int year) {
    String orders =
        "SELECT "
            + year
            + " * 1000 + n * 10 + c AS event_id, 'example' AS source, c AS record_id,"
            + " 'order' AS type, TIMESTAMP '"
            + year
            + "-01-01 12:00:00' + to_days(CAST(n * c * 10 AS INTEGER)) AS occurred_at,"
            + " CAST(c * 5 + n AS DECIMAL(18, 4)) AS amount"
            + " FROM (SELECT CAST(range AS BIGINT) AS c FROM range(1, 4)),"
            + " (SELECT CAST(range AS BIGINT) AS n FROM range(0, 10))";
    events().append(batch, engine.write(orders, FileTarget.of(events())), Map.of());
  }

  @Override
  public void close() {
    engine.close();
    lake.close();
  }
}
