// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.Currencies;
import io.perennial.lake.Engine;
import java.nio.file.Path;

/** The rates that rows are reckoned with, in the engine for as long as sources are read. */
final class LoadedRates implements AutoCloseable {

  private final Engine engine;

  /**
   * Loads them, where there are any.
   *
   * @param folder the workspace, where the file's path starts
   * @throws io.perennial.ingest.IngestException when the file of rates cannot be read
   */
  LoadedRates(Engine engine, Currencies currencies, Path folder) {
    this.engine = engine;
    if (currencies.rates().isPresent()) {
      engine.load(BaseMoney.RATES, RatesFile.read(currencies, folder).dense());
    }
  }

  @Override
  public void close() {
    engine.drop(BaseMoney.RATES);
  }
}
