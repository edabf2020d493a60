// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;

/** Opens DuckDB in this process. */
public final class DuckDbEngineProvider implements EngineProvider {

  @Override
  public String name() {
    return DuckDbEngine.NAME;
  }

  @Override
  public Engine open(EngineSettings settings) {
    return DuckDbEngine.open(settings);
  }
}
