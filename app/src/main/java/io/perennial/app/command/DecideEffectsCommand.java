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

/** Shows what actions bring, as far as it was measured. */
@Command(
    name = "effects",
    header = "What each action brings per customer addressed: believed, measured, and used.",
    description = {
      "Measured is margin of the window of those addressed, less that of those for whom the action was",
      "possible and nothing was decided, weighted by the probabilities with which it was. The scale is",
      "what guesses of the playbook are multiplied by since. Where choosing for each customer is worth",
      "more than the same for all by more than chance, an effect of each customer's own is used: what",
      "choosing is worth, with its error, stands beside it. all is everybody against the hold-out."
    },
    footer = {"", "Examples", "  perennial decide effects", "  perennial decide effects --json"})
final class DecideEffectsCommand implements Callable<Integer> {

  private static final String VIEW = "listed_effects";

  private final Perennial perennial;

  DecideEffectsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.ACTION_EFFECTS).scan());
      return new Listing(perennial, open.engine())
          .print(
              "SELECT e.action, e.addressed, e.compared, e.prior, e.effect, e.effect_lower,"
                  + " e.effect_upper, e.scale, e.choosing, e.choosing_error, e.basis, CASE WHEN"
                  + " e.learned IS NULL THEN e.words ELSE e.words || ' ' || e.verdict END AS words"
                  + " FROM "
                  + VIEW
                  + " e ORDER BY CASE WHEN e.action = 'all' THEN 0 ELSE 1 END, e.action",
              List.of(
                  new Column("action", Look.TEXT),
                  new Column("addressed", Look.COUNT),
                  new Column("compared", Look.COUNT),
                  new Column("believed", Look.TWO_DIGITS),
                  new Column("measured", Look.TWO_DIGITS),
                  new Column("from", Look.TWO_DIGITS),
                  new Column("to", Look.TWO_DIGITS),
                  new Column("scale", Look.THREE_DIGITS),
                  new Column("choosing", Look.TWO_DIGITS),
                  new Column("error", Look.TWO_DIGITS),
                  new Column("used", Look.TEXT),
                  new Column("", Look.TEXT)),
              "Nothing was decided yet: perennial run decides.");
    }
  }
}
