// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.ProgressLine;
import io.perennial.identity.pipeline.BlockingExplanation;
import io.perennial.ingest.pipeline.Again;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds out which records are one customer. */
@Command(
    name = "resolve",
    header = "Find out which records are one customer, by all that sources say of them.",
    description = {
      "Weighs what claims of two records agree on, by a model that fits itself to the data without",
      "labels, and puts together what is one customer more probably than not. Pairs to compare are found",
      "by rules, which are suggested from the data, too. A customer's id does not change without need.",
      "Writes the tables links, customers, golden_records and identity_*. Reads what is in the lake;",
      "perennial run brings that up to date first. Of what people said see: perennial identity"
    },
    footer = {
      "",
      "Examples",
      "  perennial resolve",
      "  perennial resolve --explain-blocking",
      "  perennial sql \"SELECT reason, count(*) AS records FROM links GROUP BY reason\""
    })
final class ResolveCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Option(
      names = "--refit",
      description = "Fit the model anew, also when records have not grown by half since it was.")
  private boolean refit;

  @Option(
      names = "--explain-blocking",
      description = "Show which pairs would be compared, at what cost; resolve nothing.")
  private boolean explain;

  ResolveCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (explain && (force || refit)) {
      throw new UsageException("Cannot both explain blocking and resolve: leave one out");
    }
    if (explain) {
      return explained();
    }
    StageRun run = new StageRun(perennial, "resolve");
    return refit
        ? run.steps(
            Again.nothing(),
            open -> Optional.empty(),
            steps -> new RunReport(steps.refit(), List.of()))
        : run.step(open -> Optional.empty(), force);
  }

  private int explained() throws IOException {
    try (OpenWorkspace open = perennial.openForReading();
        ProgressLine progress = perennial.progress()) {
      BlockingExplanation found =
          BlockingExplanation.of(
              open.lake(),
              open.engine(),
              open.identity(),
              perennial.surroundings().clock(),
              open.settings().workspace().seed(),
              progress);
      progress.rest();
      BlockingText text = new BlockingText(found);
      if (perennial.json()) {
        perennial.surroundings().out().println(text.json());
      } else {
        text.write(perennial.surroundings().out());
      }
    }
    return ExitCode.DONE.number();
  }
}
