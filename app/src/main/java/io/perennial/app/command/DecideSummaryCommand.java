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

/** Shows how many customers get which action. */
@Command(
    name = "summary",
    header =
        "How many customers get which action, what it is expected to bring, and what it costs.",
    description = {
      "Of the newest time of deciding. Gain is margin expected to come because of the action; it is a",
      "guess of the playbook (prior) until hold-out and drawing have measured it. See docs/actions.md."
    },
    footer = {"", "Examples", "  perennial decide summary", "  perennial decide summary --json"})
final class DecideSummaryCommand implements Callable<Integer> {

  private static final String VIEW = "listed_decisions";

  private final Perennial perennial;

  DecideSummaryCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.DECISIONS).scan());
      return new Listing(perennial, open.engine())
          .print(
              "SELECT d.action, d.kind, count(*) AS customers, sum(d.gain) AS gain, sum(d.cost) AS"
                  + " cost, sum(CASE WHEN d.bound IS NOT NULL THEN 1 ELSE 0 END) AS bound,"
                  + " max(d.basis) AS basis FROM "
                  + VIEW
                  + " d WHERE d.as_of = (SELECT max(as_of) FROM "
                  + VIEW
                  + ") GROUP BY d.action, d.kind ORDER BY d.kind, customers DESC, d.action",
              List.of(
                  new Column("action", Look.TEXT),
                  new Column("how", Look.TEXT),
                  new Column("customers", Look.COUNT),
                  new Column("expected gain", Look.MONEY),
                  new Column("cost", Look.MONEY),
                  new Column("kept by limits", Look.COUNT),
                  new Column("gain is", Look.TEXT)),
              "Nothing was decided yet: perennial run decides.");
    }
  }
}
