// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds out which records are one customer. */
@Command(
    name = "resolve",
    header = "Find out which records are one customer: those that share an e-mail, say.",
    description = {
      "Records that share a value of identity.link-by are one customer, directly or through others. A",
      "customer's id does not change without need. Writes the tables links and customers. Reads what is",
      "in the lake; perennial run brings that up to date first."
    },
    footer = {
      "",
      "Examples",
      "  perennial resolve",
      "  perennial sql \"SELECT reason, count(*) AS records FROM links GROUP BY reason\""
    })
final class ResolveCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  ResolveCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    return new StageRun(perennial, "resolve").step(open -> Optional.empty(), force);
  }
}
