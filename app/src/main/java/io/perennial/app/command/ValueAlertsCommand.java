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
import picocli.CommandLine.Option;

/** Lists who is about to leave. */
@Command(
    name = "alerts",
    header = "Who is about to leave, the most to be lost first, with reasons and what may help.",
    description = {
      "A customer is here whose silence is unusual by the customer's own rhythm, or who has left with a",
      "probability of three tenths or more, but not almost surely. What is at risk is that probability",
      "times what the customer would bring. See docs/value.md."
    },
    footer = {
      "",
      "Examples",
      "  perennial value alerts",
      "  perennial value alerts --most 20",
      "  perennial value alerts --json"
    })
final class ValueAlertsCommand implements Callable<Integer> {

  private static final String VIEW = "listed_alerts";

  private final Perennial perennial;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many are shown (default: ${DEFAULT-VALUE}).")
  private int most;

  ValueAlertsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.CHURN_ALERTS).scan());
      return new Listing(perennial, open.engine())
          .print(
              "SELECT place, customer_id, value_at_risk, p_left, p_churn, p_silence, reason, play FROM "
                  + VIEW
                  + " ORDER BY place LIMIT "
                  + Math.max(0, most),
              List.of(
                  new Column("", Look.COUNT),
                  new Column("customer", Look.TEXT),
                  new Column("at risk", Look.MONEY),
                  new Column("left", Look.PERCENT),
                  new Column("will not buy", Look.PERCENT),
                  new Column("silence", Look.PERCENT),
                  new Column("why", Look.TEXT),
                  new Column("what may help", Look.FIRST_SENTENCE)),
              "Nobody is about to leave, as far as is known.");
    }
  }
}
