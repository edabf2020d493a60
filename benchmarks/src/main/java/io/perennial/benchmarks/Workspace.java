// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.StepContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A lake and an engine, opened as the arguments of a work say. */
final class Workspace implements AutoCloseable {

  private final Lake lake;
  private final Engine engine;

  private Workspace(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
  }

  /** For works that write. */
  static Workspace forWriting(Path folder, Arguments arguments) {
    return forWriting(folder, "duckdb", arguments);
  }

  static Workspace forWriting(Path folder, String engine, Arguments arguments) {
    return new Workspace(
        IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC()),
        engine(engine, arguments));
  }

  /** For works that read. */
  static Workspace forReading(Path folder, Arguments arguments) {
    return forReading(folder, "duckdb", arguments);
  }

  static Workspace forReading(Path folder, String engine, Arguments arguments) {
    return new Workspace(
        IcebergLake.openForReading(folder.resolve("lake"), Clock.systemUTC()),
        engine(engine, arguments));
  }

  /** An engine of that name with the memory and threads that the arguments give it. */
  static Engine engine(String name, Arguments arguments) {
    int threads = arguments.count("threads");
    Map<String, String> extra =
        name.equals("spark") ? Map.of("spark.master", "local[" + threads + "]") : Map.of();
    return EngineProvider.named(name)
        .open(
            new EngineSettings(
                arguments.number("memory") << 20, threads, arguments.path("spill"), extra));
  }

  Lake lake() {
    return lake;
  }

  Engine engine() {
    return engine;
  }

  LakeTable events() {
    return lake.table(Tables.EVENTS);
  }

  /** What a step runs with here. */
  StepContext context() {
    return new StepContext(lake, engine, Clock.systemUTC(), 1, "benchmark", Progress.silent());
  }

  /** Makes {@code events} the newest rows of the events table. */
  void viewEvents() {
    engine.view("events", events().scan());
  }

  /** The one number that a query answers. */
  long number(String sql) {
    try (Batches result = engine.query(sql)) {
      result.next();
      return result.batch().longs(0)[0];
    }
  }

  @Override
  public void close() {
    engine.close();
    lake.close();
  }
}
