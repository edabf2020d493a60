// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.Steps;
import io.perennial.ingest.pipeline.Again;
import io.perennial.lake.step.Pipeline;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does whatever is out of date. */
@Command(
    name = "run",
    header = "Do whatever is out of date, in the order that tables ask for.",
    description = {
      "A step is up to date when its inputs, its configuration and the code are those of its last",
      "good run. After a failure, run again: it goes on where it stopped. Ends with 3 when a source",
      "has more rows in quarantine than it allows, or a file that cannot be read. A source whose",
      "columns mean something else now is refused: perennial ingest --again SOURCE replaces it."
    },
    footer = {
      "",
      "Examples",
      "  perennial run",
      "  perennial run --as-of 2026-01-31",
      "  perennial ingest --again shop && perennial run",
      "  0 * * * *  perennial -w /srv/shop run --quiet"
    })
final class RunCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Mixin private final AnalysisOption analysis = new AnalysisOption();

  RunCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    try (OpenWorkspace open = perennial.openForWriting("run");
        ProgressLine progress = perennial.progress()) {
      Steps steps =
          new Steps(
              open,
              perennial.surroundings().clock(),
              Version.text(),
              progress,
              Again.nothing(),
              analysis.asOf(open));
      List<Pipeline.Result> results = steps.run(force);
      progress.rest();
      return new RunReport(results, steps.complaints()).tell(perennial);
    }
  }
}
