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

/** Shows whether what models of values learned still holds. */
@Command(
    name = "drift",
    header = "Whether what the models learned still holds, and whether fitting them anew pays.",
    description = {
      "Losses of past forecasts whose horizon is over, whether their chances came true, a fresh"
          + " model",
      "against the one in use, and how far features have moved since models learned from them last."
          + " An",
      "alarm is beyond chance: without drift one comes as rarely as value.drift.false-alarms says."
          + " See",
      "docs/value.md."
    },
    footer = {
      "",
      "Examples",
      "  perennial value drift",
      "  perennial value drift --all",
      "  perennial value drift --json"
    })
final class ValueDriftCommand implements Callable<Integer> {

  private static final String VIEW = "listed_drift";

  private final Perennial perennial;

  @Option(names = "--all", description = "Also the features that have not moved.")
  private boolean all;

  ValueDriftCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.VALUE_DRIFT).scan());
      String order = " ORDER BY place";
      String none = "Nothing is known of drift yet: perennial run looks for it.";
      Listing listing = new Listing(perennial, open.engine());
      if (perennial.json()) {
        return listing.print(
            "SELECT as_of, kind, name, figure, threshold, alarm, words FROM " + VIEW + order,
            List.of(),
            none);
      }
      int exit =
          listing.print(
              "SELECT kind, name, figure, threshold, CASE WHEN alarm THEN 'yes' ELSE '' END AS"
                  + " alarm FROM "
                  + VIEW
                  + (all ? "" : " WHERE kind <> 'feature' OR alarm")
                  + order,
              List.of(
                  new Column("what", Look.TEXT),
                  new Column("of", Look.TEXT),
                  new Column("figure", Look.THREE_DIGITS),
                  new Column("from", Look.THREE_DIGITS),
                  new Column("alarm", Look.TEXT)),
              none);
      try (Batches counts =
          open.engine()
              .query(
                  "SELECT count(*) AS n, coalesce(sum(CASE WHEN alarm THEN 1 ELSE 0 END), 0) AS"
                      + " moved FROM "
                      + VIEW
                      + " WHERE kind = 'feature'")) {
        if (counts.next() && counts.batch().longs(0)[0] > 0) {
          perennial.say(
              "\n"
                  + (counts.batch().longs(1)[0] == 0 ? "None" : counts.batch().longs(1)[0])
                  + " of "
                  + counts.batch().longs(0)[0]
                  + " features moved by more than chance, and twice as far as before.");
        }
      }
      try (Batches words =
          open.engine()
              .query("SELECT kind, words FROM " + VIEW + " WHERE kind <> 'feature'" + order)) {
        while (words.next()) {
          for (int i = 0; i < words.batch().rows(); i++) {
            perennial.say(words.batch().texts(0)[i] + ": " + words.batch().texts(1)[i]);
          }
        }
      }
      return exit;
    }
  }
}
