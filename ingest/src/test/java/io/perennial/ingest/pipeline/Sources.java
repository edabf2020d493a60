// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.config.Configuration;
import io.perennial.config.SectionSpec;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.SourceSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sources as a configuration file says them. */
final class Sources {

  private Sources() {}

  /** Those of a text that begins with {@code sources:}. */
  static SourceConfig[] of(String yaml) {
    SectionSpec root = SectionSpec.root("test", SourceSettings.SPEC);
    List<SourceConfig> sources =
        SourceSettings.sources(
            Configuration.parse(yaml, Path.of("perennial.yaml"), root, Map.of()));
    return sources.toArray(SourceConfig[]::new);
  }
}
