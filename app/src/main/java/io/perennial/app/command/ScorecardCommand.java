// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts how the company does. */
@Command(
    name = "scorecard",
    header = "How the company does, and its tiers, segments, channels and actions.",
    description = {
      "Writes the table scorecards: a figure a row, of the instant of the newest features, beside that",
      "of the instant before; earlier instants stay. Figures that cannot be told are empty, with the",
      "reason. With it attributions (perennial attribution) and decision_results: what decisions were",
      "expected to bring, and brought. Reads what is in the lake; perennial run brings that up to date."
    },
    commandListHeading = "%nWhat it shows%n",
    footer = {
      "",
      "Examples",
      "  perennial scorecard",
      "  perennial scorecard show",
      "  perennial scorecard show --scope tier",
      "  perennial scorecard show --customer 13085"
    })
final class ScorecardCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  private ScorecardCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /** The command with the one below it. */
  static CommandLine line(Perennial perennial) {
    return new CommandLine(new ScorecardCommand(perennial))
        .addSubcommand(new ScorecardShowCommand(perennial));
  }

  @Override
  public Integer call() {
    return new StageRun(perennial, "scorecard").step(open -> Optional.empty(), force);
  }
}
