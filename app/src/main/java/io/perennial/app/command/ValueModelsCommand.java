// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the models that forecast the near time, how good each was, and how much it has to say. */
@Command(
    name = "models",
    header = "Which models forecast the near time, how good each was, and how much it has to say.",
    description = {
      "Every model forecast what was to come at earlier instants. CRPS is how far its distributions",
      "were from what came (purchases, or base currency, a customer; less is better), with the",
      "standard error of its distance from the blend. The blend weighs them so that its own is least;",
      "where it is no better than the best single model, that model stands alone."
    },
    footer = {"", "Examples", "  perennial value models", "  perennial value models --json"})
final class ValueModelsCommand implements Callable<Integer> {

  private static final String VIEW = "listed_models";

  private final Perennial perennial;

  ValueModelsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.VALUE_MODELS).scan());
      return new Listing(perennial, open.engine())
          .print(
              "SELECT target, cohort, model, weight, crps, crps_error, reason FROM "
                  + VIEW
                  + " ORDER BY target, cohort, weight DESC, crps, model",
              List.of(
                  new Column("forecast", Look.TEXT),
                  new Column("cohort", Look.TEXT),
                  new Column("model", Look.TEXT),
                  new Column("weight", Look.PERCENT),
                  new Column("CRPS", Look.THREE_DIGITS),
                  new Column("±", Look.THREE_DIGITS),
                  new Column("why", Look.FIRST_SENTENCE)),
              "No models of the near time yet: perennial run fits them where enough is known.");
    }
  }
}
