// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Simulated files and the lakes made of them, kept for the next run. */
final class SharedData {

  private final Path folder;
  private final Runner runner;
  private final Arguments engine;
  private final long batchRows;

  /**
   * @param batchRows rows that go into a lake with one batch
   */
  SharedData(Path folder, Runner runner, Arguments engine, long batchRows) {
    this.folder = folder.toAbsolutePath();
    this.runner = runner;
    this.engine = engine;
    this.batchRows = batchRows;
  }

  /** A CSV file of about {@code rows} orders and returns, in order of time. */
  Path csv(long rows) {
    return csv(rows, 1);
  }

  /** The same shop with other chance. */
  Path csv(long rows, long seed) {
    Path file = folder.resolve("orders-" + rows + "-" + seed + ".csv");
    if (!Files.exists(file)) {
      System.err.printf("  simulating %,d rows%n", rows);
      Arguments arguments =
          engine.with("csv", file).with("rows", rows).with("seed", seed).with("spill", folder);
      make(folder);
      runner.run(WorkName.SIMULATE, arguments);
    }
    return file;
  }

  /** A workspace whose lake holds about {@code rows} events, in batches, tidied as upkeep does. */
  Path lake(long rows) {
    Path workspace = folder.resolve("orders-lake-" + rows);
    Path done = workspace.resolve("complete");
    if (!Files.exists(done)) {
      System.err.printf("  making a lake of %,d rows%n", rows);
      long batches = Math.max(1, (rows + batchRows - 1) / batchRows);
      for (long batch = 1; batch <= batches; batch++) {
        Path csv = csv(rows / batches, batch);
        runner.run(
            WorkName.INGEST,
            engine
                .with("csv", csv)
                .with("folder", workspace)
                .with("file", "events-" + batch + ".csv")
                .with("fresh", batch == 1));
        // the lake holds the rows now: a large one would else keep a second copy of them
        delete(workspace.resolve("events-" + batch + ".csv"));
        if (batch > 1) {
          delete(csv);
        }
      }
      if (batches > 1) {
        runner.run(WorkName.TIDY, engine.with("folder", workspace));
      }
      write(done);
    }
    return workspace;
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder " + folder, e);
    }
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file, e);
    }
  }
}
