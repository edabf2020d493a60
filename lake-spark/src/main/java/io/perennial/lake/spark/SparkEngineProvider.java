// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;

/** Opens Spark where the configuration says {@code engine: spark}. */
public final class SparkEngineProvider implements EngineProvider {

  @Override
  public String name() {
    return SparkEngine.NAME;
  }

  @Override
  public Engine open(EngineSettings settings) {
    return SparkEngine.open(SparkConfig.of(settings));
  }
}
