// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Who is who, why, and how to say otherwise. */
@Command(
    name = "identity",
    header = "Who is who: why, since when, how well; and how to say otherwise.",
    description = {
      "A and B are a customer's id, or a record as SYSTEM:KEY. What a person says with link,"
          + " unlink,",
      "unmerge and review holds in every later run, until constraints revoke takes it back. Values"
          + " are",
      "not shown without --permit."
    },
    commandListHeading = "%nWhat it does%n",
    footer = {
      "",
      "Examples",
      "  perennial identity explain shop:13085 crm:C-77",
      "  perennial identity link shop:13085 crm:C-77 --note 'same loyalty card'",
      "  perennial identity review",
      "  perennial identity evaluate --labels truth.csv"
    })
final class IdentityCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Spec private CommandSpec spec = CommandSpec.create();

  private IdentityCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /** The command with those below it. */
  static CommandLine line(Perennial perennial) {
    return new CommandLine(new IdentityCommand(perennial))
        .addSubcommand(new ExplainCommand(perennial))
        .addSubcommand(new HistoryCommand(perennial))
        .addSubcommand(new LinkCommand(perennial))
        .addSubcommand(new UnlinkCommand(perennial))
        .addSubcommand(new UnmergeCommand(perennial))
        .addSubcommand(new ConstraintsCommand(perennial))
        .addSubcommand(new ReviewCommand(perennial))
        .addSubcommand(new EvaluateCommand(perennial));
  }

  /** Alone it shows its help. */
  @Override
  public Integer call() {
    perennial.surroundings().out().print(spec.commandLine().getUsageMessage());
    return ExitCode.DONE.number();
  }
}
