// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.ingest.CleanConfig;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.RatesSettings;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.SourceSettings;
import io.perennial.ingest.pipeline.CleanStep;
import io.perennial.ingest.pipeline.IngestStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A CSV file into a committed and cleaned lake, by the steps that {@code perennial ingest} and
 * {@code perennial clean} run, with the mapping of {@code collect.yaml}: an expression, a value
 * map, rates, claims that are cleaned.
 *
 * <p>Reads {@code csv}, {@code folder} of the workspace, which is emptied, and {@code engine} by
 * name.
 */
final class CollectWork implements Work {

  private static final SectionSpec ROOT =
      SectionSpec.root("A source and its rates.", SourceSettings.SPEC, RatesSettings.SPEC);

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path folder = arguments.path("folder");
    Folders.renew(folder);
    Files.createLink(folder.resolve("orders.csv"), arguments.path("csv").toRealPath());
    Files.writeString(folder.resolve("rates.csv"), Resources.text("rates.csv"));
    Section root =
        Configuration.parse(
            Resources.text("collect.yaml"), folder.resolve("perennial.yaml"), ROOT, Map.of());
    IngestStep ingest =
        new IngestStep(
            IngestConfig.of(SourceSettings.sources(root).toArray(SourceConfig[]::new))
                .withCurrencies(RatesSettings.currencies(root.section(RatesSettings.SPEC), "EUR")),
            folder);
    CleanStep clean = new CleanStep(CleanConfig.defaults());
    try (Workspace workspace = Workspace.forWriting(folder, arguments.text("engine"), arguments)) {
      StepContext context = workspace.context();
      AtomicReference<StepReport> cleaned = new AtomicReference<>();
      long[] milliseconds = new long[1];
      IngestReport report =
          timing.round(
              () -> {
                final long begin = System.nanoTime();
                IngestReport taken = ingest.ingest(context);
                milliseconds[0] = (System.nanoTime() - begin) / 1_000_000;
                cleaned.set(clean.run(context));
                return taken;
              });
      timing.fact("ingest.ms", milliseconds[0]);
      timing.fact("read", report.read());
      timing.fact("kept", report.kept());
      timing.fact("quarantined", report.quarantined());
      timing.fact("claims", report.claims());
      timing.fact("flags", cleaned.get().rowsWritten());
      workspace.viewEvents();
      timing.fact("rows", workspace.number("SELECT count(*) AS n FROM events"));
      timing.fact(
          "cents",
          workspace.number("SELECT CAST(round(sum(amount) * 100) AS BIGINT) AS n FROM events"));
      workspace.engine().view("flags", workspace.lake().table(Tables.FLAGS).scan());
      timing.fact("flagged", workspace.number("SELECT count(*) AS n FROM flags"));
    }
  }
}
