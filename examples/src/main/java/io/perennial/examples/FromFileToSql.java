// SPDX-License-Identifier: Apache-2.0
package io.perennial.examples;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.pipeline.IngestStep;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.StepContext;
import io.perennial.testkit.simulate.Simulation;
import io.perennial.testkit.simulate.SimulationConfig;
import io.perennial.testkit.simulate.csv.CsvEventSink;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A file of a simulated shop, into a lake, out by SQL. On the command line the same is {@code
 * perennial simulate}, {@code connect}, {@code run}, {@code sql}.
 */
public final class FromFileToSql {

  private static final String REVENUE =
      "SELECT category || ': ' || CAST(sum(amount) AS VARCHAR) AS line"
          + " FROM events GROUP BY category ORDER BY sum(amount) DESC";

  private FromFileToSql() {}

  /** Works in the folder that is named, which must be empty or new. */
  public static void main(String[] args) throws Exception {
    Path folder = ExampleFolder.of(args);
    SimulationConfig shop = SimulationConfig.defaults().withCustomers(1_000);
    try (CsvEventSink csv = CsvEventSink.create(folder.resolve("orders.csv"), shop)) {
      Simulation.of(shop).run(csv, 2);
    }
    Mapping mapping =
        Mapping.of(
            Map.of(
                EventField.CUSTOMER, ColumnChoice.of("customer_id"),
                EventField.TIME, ColumnChoice.of("occurred_at"),
                EventField.TYPE, ColumnChoice.of("type"),
                EventField.CATEGORY, ColumnChoice.of("category"),
                EventField.AMOUNT, ColumnChoice.of("amount")));
    SourceConfig orders = SourceConfig.of("shop", List.of("orders.csv"), mapping);
    EngineSettings settings = new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of());
    Clock clock = Clock.systemUTC();
    try (Lake lake = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), clock);
        Engine engine = EngineProvider.named("duckdb").open(settings)) {
      StepContext context = new StepContext(lake, engine, clock, 1, "example", Progress.silent());
      IngestReport report = new IngestStep(IngestConfig.of(orders), folder).ingest(context);
      report.lines().forEach(System.out::println);

      engine.view("events", lake.table(Tables.EVENTS).scan());
      try (Batches rows = engine.query(REVENUE)) {
        while (rows.next()) {
          Arrays.stream(rows.batch().texts(0), 0, rows.batch().rows()).forEach(System.out::println);
        }
      }
    }
  }
}
