// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
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
      "customer_values (a row a customer, with intervals and a reason) and evaluations (how good"
          + " that",
      "is). The near time (features.training.horizon) is forecast by all models together, of"
          + " features:",
      "purchases, spend, churn; value_models has what each is good for, churn_alerts who is about"
          + " to",
      "leave. Reads what is in the lake; perennial run brings that up to date first."
    },
    commandListHeading = "%nWhat it shows%n",
    footer = {
      "",
      "Examples",
      "  perennial value",
      "  perennial value --as-of 2026-01-31",
      "  perennial value alerts --most 20",
      "  perennial value economics --by channel",
      "  perennial sql \"SELECT * FROM customer_values ORDER BY value DESC LIMIT 10\""
    })
final class ValueCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Mixin private final AnalysisOption analysis = new AnalysisOption();

  private ValueCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /** The command with those below it. */
  static CommandLine line(Perennial perennial) {
    return new CommandLine(new ValueCommand(perennial))
        .addSubcommand(new ValueModelsCommand(perennial))
        .addSubcommand(new ValueAlertsCommand(perennial))
        .addSubcommand(new ValueTrackingCommand(perennial))
        .addSubcommand(new ValueDriftCommand(perennial))
        .addSubcommand(new ValueEconomicsCommand(perennial))
        .addSubcommand(new ValueTiersCommand(perennial))
        .addSubcommand(new ValueExplainCommand(perennial))
        .addSubcommand(new WhatIfCommand(perennial));
  }

  @Override
  public Integer call() {
    return new StageRun(perennial, "value").step(analysis::asOf, force);
  }
}
