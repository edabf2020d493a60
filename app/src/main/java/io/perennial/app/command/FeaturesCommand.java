// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes what is known of each customer. */
@Command(
    name = "features",
    header = "Compute what is known of each customer: purchases, spend, rhythm, returns.",
    description = {
      "Writes the table features: one row for each customer known by then. Reads what is in the lake;",
      "perennial run brings that up to date first."
    },
    footer = {
      "",
      "Examples",
      "  perennial features",
      "  perennial features --as-of 2026-01-31",
      "  perennial sql \"SELECT * FROM features ORDER BY spend_total DESC LIMIT 10\""
    })
final class FeaturesCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Mixin private final AnalysisOption analysis = new AnalysisOption();

  FeaturesCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    return new StageRun(perennial, "features").step(analysis::asOf, force);
  }
}
