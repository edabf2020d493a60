// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Engine;
import io.perennial.testkit.contract.FoldContract;
import io.perennial.testkit.contract.StreamContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The promises about order and bits where few rows do not end in one piece, as many rows do. */
class ManyPartitionsTest {

  @TempDir static Path folder;
  private static SparkEngine engine;

  @BeforeAll
  static void open() {
    SharedSpark.engine();
    engine =
        SparkEngine.open(
            new SparkConfig(
                "local[2]",
                1L << 30,
                5,
                folder,
                Map.of("spark.sql.adaptive.coalescePartitions.enabled", "false")));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Nested
  class Folds extends FoldContract {
    @Override
    protected Engine engine() {
      return engine;
    }
  }

  @Nested
  class Streams extends StreamContract {
    @Override
    protected Engine engine() {
      return engine;
    }
  }
}
