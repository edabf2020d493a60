// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.duckdb.DuckDbEngine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DuckDbEngineContractTest extends EngineContract {

  @TempDir static Path spill;
  private static DuckDbEngine engine;

  @BeforeAll
  static void open() {
    engine = DuckDbEngine.open(new EngineSettings(1L << 30, 2, spill, Map.of()));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Override
  protected Engine engine() {
    return engine;
  }
}
