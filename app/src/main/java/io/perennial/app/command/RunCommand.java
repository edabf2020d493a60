// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.ingest.pipeline.Again;
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
    return new StageRun(perennial, "run")
        .steps(
            Again.nothing(),
            analysis::asOf,
            steps -> new RunReport(steps.run(force), steps.complaints()));
  }
}
