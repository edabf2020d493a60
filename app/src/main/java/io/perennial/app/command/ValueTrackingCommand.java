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

/** Shows what came of earlier forecasts. */
@Command(
    name = "tracking",
    header = "What came of the forecasts of earlier runs.",
    description = {
      "For each earlier as-of instant: what was expected of its customers till now, or till its",
      "horizon's end, beside what came. The ratio's interval is what chance alone leaves open, at"
          + " 90 %%.",
      "Forecasts are kept of each day of the last week, each week of the last quarter, and each"
          + " four",
      "weeks before; what came stays once a horizon is over."
    },
    footer = {
      "",
      "Examples",
      "  perennial value tracking",
      "  perennial value tracking --groups",
      "  perennial value tracking --json"
    })
final class ValueTrackingCommand implements Callable<Integer> {

  private static final String VIEW = "listed_tracking";

  private final Perennial perennial;

  @Option(names = "--groups", description = "Also by tier and cohort; --json always has them.")
  private boolean groups;

  ValueTrackingCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.VALUE_TRACKING).scan());
      return new Listing(perennial, open.engine())
          .print(
              "SELECT as_of, until, kind, name, customers, expected_purchases, actual_purchases,"
                  + " ratio, ratio_lower, ratio_upper, expected_money, actual_money FROM "
                  + VIEW
                  + (groups || perennial.json() ? "" : " WHERE kind = 'all'")
                  + " ORDER BY as_of DESC, kind, name",
              List.of(
                  new Column("as of", Look.TEXT),
                  new Column("until", Look.TEXT),
                  new Column("by", Look.TEXT),
                  new Column("", Look.TEXT),
                  new Column("customers", Look.COUNT),
                  new Column("expected", Look.COUNT),
                  new Column("came", Look.COUNT),
                  new Column("ratio", Look.TWO_DIGITS),
                  new Column("from", Look.TWO_DIGITS),
                  new Column("to", Look.TWO_DIGITS),
                  new Column("money expected", Look.MONEY),
                  new Column("came", Look.MONEY)),
              "Nothing to compare yet: a later run sees what came of the forecasts of this one.");
    }
  }
}
