// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.UsageException;
import io.perennial.ingest.pipeline.Again;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the sources. */
@Command(
    name = "ingest",
    header = "Read the sources: rows become events and claims, or go to quarantine.",
    description = {
      "Files that were read before are left alone; of a changed or grown file what is new is added.",
      "After a change of what a source's columns mean, --again puts what its files say now in the",
      "place of what they said before: events, claims and quarantine, each in one commit.",
      "A file that cannot be read is left out and named, the others are taken. Ends with 3 when one",
      "was left out, or a source has more rows in quarantine than it allows."
    },
    footer = {
      "",
      "Examples",
      "  perennial ingest",
      "  perennial ingest --again shop",
      "  perennial sql \"SELECT file, line, field, reason, advice FROM quarantine\""
    })
final class IngestCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Option(
      names = "--again",
      paramLabel = "SOURCE",
      description = {
        "Read all files of this source again, and of those of its system, in the place of what they",
        "said before. May be given more than once. A file that is gone is an error."
      })
  private List<String> again = List.of();

  @Option(
      names = "--forget-missing",
      description = {
        "With --again: give up the events whose file is gone, or was written over. How many that can",
        "be at most is said before; older snapshots keep them until they are dropped."
      })
  private boolean forgetMissing;

  IngestCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    Again what = Again.of(new LinkedHashSet<>(again));
    if (forgetMissing && again.isEmpty()) {
      throw new UsageException("Cannot forget what is missing without --again SOURCE");
    }
    return new StageRun(perennial, "ingest")
        .steps(
            forgetMissing ? what.forgettingMissing() : what,
            open -> Optional.empty(),
            steps ->
                new RunReport(steps.run("ingest", force || !again.isEmpty()), steps.complaints()));
  }
}
