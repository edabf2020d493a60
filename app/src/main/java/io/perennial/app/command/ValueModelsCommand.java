// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.lake.Batches;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the models that forecast the near time, how good each was, and how much it has to say. */
@Command(
    name = "models",
    header = "Which models forecast the near time, how good each was, and how much it has to say.",
    description = {
      "Every model forecast what was to come at earlier instants. CRPS is how far its"
          + " distributions",
      "were from what came (purchases, or base currency, a customer; less is better), with the",
      "standard error of its distance from the blend. The blend weighs them so that its own is"
          + " least;",
      "where it is no better than the best buy-till-you-die model, that one stands alone. A card"
          + " has what",
      "a model was fitted to, how good it would have been at the latest instant, and its limits."
    },
    footer = {
      "",
      "Examples",
      "  perennial value models",
      "  perennial value models --card Pareto/NBD",
      "  perennial value models --all --json"
    })
final class ValueModelsCommand implements Callable<Integer> {

  private static final String VIEW = "listed_models";

  private final Perennial perennial;

  @Option(names = "--all", description = "Also the models that have no weight.")
  private boolean all;

  @Option(
      names = "--card",
      paramLabel = "NAME",
      description = "The card of one model that has a weight, as Markdown.")
  private Optional<String> card = Optional.empty();

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
      if (card.isPresent()) {
        return card(open, listing, card.get());
      }
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

  /** The card for each target: what it is made of differs between cohorts in its weight alone. */
  private int card(OpenWorkspace open, Listing listing, String name) throws IOException {
    List<String> cards = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    try (Batches rows =
        open.engine()
            .query(
                "SELECT DISTINCT model, target, card FROM "
                    + VIEW
                    + " WHERE card IS NOT NULL ORDER BY model, target")) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          names.add(rows.batch().texts(0)[i]);
          if (rows.batch().texts(0)[i].equalsIgnoreCase(name)) {
            cards.add(rows.batch().texts(2)[i]);
          }
        }
      }
    }
    if (cards.isEmpty()) {
      throw new UsageException(
          "Unknown model with a card: "
              + name
              + (names.isEmpty()
                  ? " (there is none yet: perennial run fits them)"
                  : " (must be one of " + String.join(", ", names) + ")"));
    }
    if (perennial.json()) {
      return listing.print(
          "SELECT DISTINCT target, model, card FROM "
              + VIEW
              + " WHERE card IS NOT NULL AND lower(model) = '"
              + name.toLowerCase(Locale.ROOT).replace("'", "''")
              + "' ORDER BY target",
          List.of(),
          "");
    }
    perennial.say(String.join("\n", cards));
    return ExitCode.DONE.number();
  }
}
