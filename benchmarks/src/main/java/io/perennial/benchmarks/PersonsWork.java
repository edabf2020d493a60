// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.SourceSettings;
import io.perennial.ingest.pipeline.IngestStep;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.util.Map;

/** Simulated persons as a file, and as claims in a lake. Reads {@code folder}, {@code persons}. */
final class PersonsWork implements Work {

  private static final SectionSpec ROOT =
      SectionSpec.root("A source of persons.", SourceSettings.SPEC);

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path folder = arguments.path("folder");
    Folders.renew(folder);
    new PersonRecords(arguments.number("persons"), 1).write(folder.resolve("persons.csv"));
    Section root =
        Configuration.parse(
            Resources.text("persons.yaml"), folder.resolve("perennial.yaml"), ROOT, Map.of());
    IngestStep ingest =
        new IngestStep(
            IngestConfig.of(SourceSettings.sources(root).toArray(SourceConfig[]::new)), folder);
    try (Workspace workspace = Workspace.forWriting(folder, arguments)) {
      timing.round(() -> ingest.ingest(workspace.context()));
    }
  }
}
