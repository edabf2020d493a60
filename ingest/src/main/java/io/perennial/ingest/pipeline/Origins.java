// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Origin;
import io.perennial.ingest.land.OriginProvider;
import io.perennial.ingest.land.database.DatabaseOrigin;
import io.perennial.ingest.land.file.FileOrigin;
import io.perennial.ingest.land.kafka.KafkaOrigin;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** Where sources come from: every kind there is. */
final class Origins {

  private static final List<OriginProvider> PROVIDERS =
      List.of(FileOrigin.provider(), DatabaseOrigin.provider(), KafkaOrigin.provider());

  private Origins() {}

  /**
   * Where the rows of a source come from.
   *
   * @param folder the workspace, where relative paths start
   * @param zone of times without one, where the source does not say
   * @param copies makes a folder for what has to be written
   */
  static Origin open(SourceConfig source, Path folder, ZoneId zone, Supplier<Path> copies) {
    return PROVIDERS.stream()
        .filter(provider -> provider.serves(source))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Unknown kind of source: " + source.name()))
        .open(source, folder, source.mapping().zone().orElse(zone), copies);
  }
}
