// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One engine for all tests of this process: Spark takes seconds to start. */
final class SharedSpark {

  private static final SparkEngine ENGINE = open();

  private SharedSpark() {}

  static SparkEngine engine() {
    return ENGINE;
  }

  /**
   * An engine in the same process for many steps over few rows: it compiles no code for each, and
   * cuts nothing into pieces. To be closed by the caller.
   */
  static SparkEngine ofSmallRows(Path folder) {
    return SparkEngine.open(
        new SparkConfig(
            "local[2]",
            1L << 30,
            1,
            folder,
            Map.of(
                "spark.sql.codegen.wholeStage", "false",
                "spark.sql.codegen.factoryMode", "NO_CODEGEN",
                "spark.sql.adaptive.enabled", "false",
                // nobody looks at the plans, which are written for each query
                "spark.sql.ui.explainMode", "simple",
                "spark.sql.maxPlanStringLength", "0")));
  }

  private static SparkEngine open() {
    try {
      Path folder = Files.createTempDirectory("spark-tests");
      SparkEngine engine =
          SparkEngine.open(new SparkConfig("local[2]", 1L << 30, 3, folder, Map.of()));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    engine.close();
                    WorkFolder.delete(folder);
                  }));
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
