// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Values each customer. */
@Command(
    name = "value",
    header =
        "Who is still a customer, what each will buy and is worth, and how well that was foretold.",
    description = {
      "Chooses a model by what each would have forecast before, fits it, and writes the tables",
      "customer_values (a row a customer, with intervals and a reason) and evaluations (how good that",
      "is). Reads what is in the lake; perennial run brings that up to date first."
    },
    footer = {
      "",
      "Examples",
      "  perennial value",
      "  perennial value --as-of 2026-01-31",
      "  perennial sql \"SELECT * FROM customer_values ORDER BY value DESC LIMIT 10\""
    })
final class ValueCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Mixin private final AnalysisOption analysis = new AnalysisOption();

  ValueCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    return new StageRun(perennial, "value").step(analysis::asOf, force);
  }
}
