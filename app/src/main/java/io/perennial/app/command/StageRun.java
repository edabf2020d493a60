// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.Steps;
import io.perennial.domain.AsOf;
import io.perennial.ingest.pipeline.Again;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What every command does that runs steps: opens for writing, runs them, tells what they did. */
final class StageRun {

  private final Perennial perennial;
  private final String command;

  /**
   * @param command its name, which others are told who wait
   */
  StageRun(Perennial perennial, String command) {
    this.perennial = perennial;
    this.command = command;
  }

  /** Runs the one step that is called as the command is. */
  int step(Function<OpenWorkspace, Optional<AsOf>> asOf, boolean force) {
    return steps(
        Again.nothing(), asOf, steps -> new RunReport(steps.run(command, force), List.of()));
  }

  /** Runs what {@code work} runs, and answers how the command ends. */
  int steps(
      Again again, Function<OpenWorkspace, Optional<AsOf>> asOf, Function<Steps, RunReport> work) {
    try (OpenWorkspace open = perennial.openForWriting(command);
        ProgressLine progress = perennial.progress()) {
      RunReport report =
          work.apply(
              new Steps(
                  open,
                  perennial.surroundings().clock(),
                  Version.text(),
                  progress,
                  again,
                  asOf.apply(open)));
      progress.rest();
      return report.tell(perennial);
    }
  }
}
