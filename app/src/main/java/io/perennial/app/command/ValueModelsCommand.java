// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.lake.Batches;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the models that forecast the near time, how good each was, and how much it has to say. */
@Command(
    name = "models",
    header = "Which models forecast the near time, how good each was, and how much it has to say.",
    description = {
      "Every model forecast what was to come at earlier instants. CRPS is how far its distributions",
      "were from what came (purchases, or base currency, a customer; less is better), with the",
      "standard error of its distance from the blend. The blend weighs them so that its own is least;",
      "where it is no better than the best buy-till-you-die model, that one stands alone."
    },
    footer = {"", "Examples", "  perennial value models", "  perennial value models --all --json"})
final class ValueModelsCommand implements Callable<Integer> {

  private static final String VIEW = "listed_models";

  private final Perennial perennial;

  @Option(names = "--all", description = "Also the models that have no weight.")
  private boolean all;

  ValueModelsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.VALUE_MODELS).scan());
      String from = " FROM " + VIEW;
      String order = " ORDER BY target, cohort, weight DESC, crps NULLS LAST, model";
      String none =
          "No models of the near time yet: perennial run fits them where enough is known.";
      Listing listing = new Listing(perennial, open.engine());
      if (perennial.json()) {
        return listing.print(
            "SELECT target, cohort, model, weight, crps, crps_error, reason, card" + from + order,
            List.of(),
            none);
      }
      int exit =
          listing.print(
              "SELECT target, cohort, model, weight, crps, crps_error"
                  + from
                  + (all ? "" : " WHERE weight > 0")
                  + order,
              List.of(
                  new Column("forecast", Look.TEXT),
                  new Column("cohort", Look.TEXT),
                  new Column("model", Look.TEXT),
                  new Column("weight", Look.PERCENT),
                  new Column("CRPS", Look.THREE_DIGITS),
                  new Column("±", Look.THREE_DIGITS)),
              none);
      try (Batches reasons =
          open.engine()
              .query(
                  "SELECT DISTINCT target, reason"
                      + from
                      + " WHERE weight > 0 ORDER BY target, reason")) {
        while (reasons.next()) {
          for (int i = 0; i < reasons.batch().rows(); i++) {
            perennial.say("\n" + reasons.batch().texts(0)[i] + ": " + reasons.batch().texts(1)[i]);
          }
        }
      }
      return exit;
    }
  }
}
