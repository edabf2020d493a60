// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.UsageException;
import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists customers with what was decided for them. */
@Command(
    name = "list",
    header = "Who gets which action next, and why; those that bring most come first.",
    description = {
      "Of the newest time of deciding. Who is left alone is shown with --action nothing.",
      "perennial sql \"SELECT * FROM decisions\" has all, with candidates and probabilities."
    },
    footer = {
      "",
      "Examples",
      "  perennial decide list",
      "  perennial decide list --action win-back --most 20",
      "  perennial decide list --action nothing --json"
    })
final class DecideListCommand implements Callable<Integer> {

  private static final String VIEW = "listed_decisions";

  private final Perennial perennial;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many are shown (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--action",
      paramLabel = "NAME",
      description = "Only those who get this action; nothing for those left alone.")
  private @Nullable String action;

  DecideListCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (action != null && !action.matches("[a-z][a-z0-9-]*")) {
      throw new UsageException(
          "Invalid action: "
              + action
              + " (must be lower case words with dashes, such as win-back)");
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.DECISIONS).scan());
      return new Listing(perennial, open.engine())
          .print(
              "SELECT d.customer_id, d.action, d.channel, d.gain, d.cost, d.propensity, d.kind,"
                  + " d.reason FROM "
                  + VIEW
                  + " d WHERE d.as_of = (SELECT max(as_of) FROM "
                  + VIEW
                  + ") AND d.action "
                  + (action == null ? "<> 'nothing'" : "= '" + action + "'")
                  + " ORDER BY d.gain - d.cost DESC, d.customer_id LIMIT "
                  + Math.max(0, most),
              List.of(
                  new Column("customer", Look.TEXT),
                  new Column("action", Look.TEXT),
                  new Column("channel", Look.TEXT),
                  new Column("expected gain", Look.TWO_DIGITS),
                  new Column("cost", Look.TWO_DIGITS),
                  new Column("probability", Look.PERCENT),
                  new Column("how", Look.TEXT),
                  new Column("why", Look.TEXT)),
              "Nobody: perennial decide summary shows what was decided.");
    }
  }
}
