// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.Steps;
import io.perennial.lake.step.Pipeline;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the sources. */
@Command(
    name = "ingest",
    header = "Read the sources: rows become events and claims, or go to quarantine.",
    description = {
      "Files that were read before are left alone; of a changed or grown file what is new is added.",
      "A file that cannot be read is left out and named, the others are taken. Ends with 3 when one",
      "was left out, or a source has more rows in quarantine than it allows."
    },
    footer = {
      "",
      "Examples",
      "  perennial ingest",
      "  perennial sql \"SELECT file, line, field, reason, advice FROM quarantine\""
    })
final class IngestCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  IngestCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    try (OpenWorkspace open = perennial.openForWriting("ingest");
        ProgressLine progress = perennial.progress()) {
      Steps steps = new Steps(open, perennial.surroundings().clock(), Version.text(), progress);
      List<Pipeline.Result> results = steps.run("ingest", force);
      progress.rest();
      return new RunReport(results, steps.complaints()).tell(perennial);
    }
  }
}
