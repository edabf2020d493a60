// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.duckdb.DuckDbEngine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** A fold has the same bits whatever the number of threads. */
class DuckDbFoldThreadsTest {

  @TempDir Path spill;
  private DuckDbEngine engine;

  @AfterEach
  void close() {
    engine.close();
  }

  private void open(int threads) {
    engine = DuckDbEngine.open(new EngineSettings(1L << 29, threads, spill, Map.of()));
  }

  @Nested
  class WithOne extends FoldContract {
    @BeforeEach
    void open_with_one() {
      open(1);
    }

    @Override
    protected Engine engine() {
      return engine;
    }
  }

  @Nested
  class WithFive extends FoldContract {
    @BeforeEach
    void open_with_five() {
      open(5);
    }

    @Override
    protected Engine engine() {
      return engine;
    }
  }
}
