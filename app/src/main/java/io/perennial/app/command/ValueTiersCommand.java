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

/** Shows the borders of tiers, and who moved. */
@Command(
    name = "tiers",
    header =
        "The borders of the tiers of value, who is in them, and who moved since the run before.",
    description = {
      "Borders hold on from run to run while each tier has about the share it was made for (A 5 %%, B",
      "15 %%, C 30 %%, D the others). A customer changes tier when the value has clearly passed a border:",
      "by half of value / sqrt(purchases + 1). Rose and fell are of those who came into the tier."
    },
    footer = {"", "Examples", "  perennial value tiers", "  perennial value tiers --all --json"})
final class ValueTiersCommand implements Callable<Integer> {

  private static final String VIEW = "listed_tiers";

  private final Perennial perennial;

  @Option(names = "--all", description = "Of all instants that were run, not the last alone.")
  private boolean all;

  ValueTiersCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.VALUE_TIERS).scan());
      String newest = " WHERE as_of = (SELECT max(as_of) FROM " + VIEW + ")";
      String from = " FROM " + VIEW + (all ? "" : newest);
      String order = " ORDER BY as_of DESC, tier";
      Listing listing = new Listing(perennial, open.engine());
      if (perennial.json()) {
        return listing.print("SELECT *" + from + order, List.of(), "");
      }
      int exit =
          listing.print(
              "SELECT as_of, tier, least, share, customers, rose, fell, fresh" + from + order,
              List.of(
                  new Column("as of", Look.TEXT),
                  new Column("tier", Look.TEXT),
                  new Column("from", Look.CENTS),
                  new Column("made for", Look.PERCENT),
                  new Column("customers", Look.COUNT),
                  new Column("rose", Look.COUNT),
                  new Column("fell", Look.COUNT),
                  new Column("new", Look.COUNT)),
              "No tiers yet: perennial run makes them where enough is known.");
      try (Batches words =
          open.engine().query("SELECT DISTINCT basis, reason FROM " + VIEW + newest)) {
        while (words.next()) {
          for (int i = 0; i < words.batch().rows(); i++) {
            perennial.say(
                "\n" + words.batch().texts(1)[i] + " (by " + words.batch().texts(0)[i] + ")");
          }
        }
      }
      return exit;
    }
  }
}
