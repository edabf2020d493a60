// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Decides what to do next with each customer. */
@Command(
    name = "decide",
    header = "What to do next with each customer: what brings most beyond its cost, within limits.",
    description = {
      "Looks which actions (perennial.yaml: actions, and the playbook that comes with Perennial) are",
      "possible for whom, what each is expected to bring and costs, and chooses within budgets,",
      "capacities and caps. A share of customers is never addressed and a share of decisions is drawn,",
      "so that what actions bring can be measured. Writes decisions (with their probabilities and",
      "reasons), outcomes (what customers did then) and action_effects. Nothing is sent anywhere.",
      "Reads what is in the lake; perennial run brings that up to date first."
    },
    commandListHeading = "%nWhat it shows%n",
    footer = {
      "",
      "Examples",
      "  perennial decide",
      "  perennial decide --force",
      "  perennial decide summary",
      "  perennial decide list --action win-back --most 20"
    })
final class DecideCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  private DecideCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /** The command with those below it. */
  static CommandLine line(Perennial perennial) {
    return new CommandLine(new DecideCommand(perennial))
        .addSubcommand(new DecideSummaryCommand(perennial))
        .addSubcommand(new DecideListCommand(perennial))
        .addSubcommand(new DecideEffectsCommand(perennial))
        .addSubcommand(new DecideBudgetCommand(perennial))
        .addSubcommand(new DecideEvaluateCommand(perennial))
        .addSubcommand(new DecideExportCommand(perennial))
        .addSubcommand(new DecideSendCommand(perennial));
  }

  @Override
  public Integer call() {
    return new StageRun(perennial, "decide").step(open -> Optional.empty(), force);
  }
}
