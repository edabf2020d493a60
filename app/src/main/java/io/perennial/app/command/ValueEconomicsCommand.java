// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.UsageException;
import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.query.CustomerQuery;
import io.perennial.config.Nearest;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what customers cost, are worth, and when they pay back. */
@Command(
    name = "economics",
    header = "What customers cost and are worth, LTV:CAC, payback and customer equity.",
    description = {
      "LTV is the margin that a customer has brought and will bring, at present value as of the first",
      "purchase; CAC what winning one cost (value.acquisition in perennial.yaml, and the cost of",
      "advertisements). Payback is weeks till margin reached the cost, as it was seen; customer equity",
      "is what is still to come, as of now. Money is in base currency. See docs/value.md."
    },
    footer = {
      "",
      "Examples",
      "  perennial value economics",
      "  perennial value economics --by channel",
      "  perennial value economics --by cohort --json",
      "  perennial value economics --by segment --scheme lifecycle"
    })
final class ValueEconomicsCommand implements Callable<Integer> {

  private static final String SEGMENT = "segment";
  private static final List<String> WAYS =
      List.of("channel", "campaign", "source", "cohort", SEGMENT);
  private static final SqlStep SEGMENTS = SqlStep.of(CustomerQuery.class, "segment_economics");
  private static final List<TableSpec> READS =
      List.of(Tables.MEMBERSHIPS, Tables.ACQUISITIONS, Tables.VALUES, Tables.VALUE_ECONOMICS);
  private static final String NOTHING =
      "No customer has a value yet: perennial run values them where enough is known.";
  private static final String FIGURES =
      ", customers, new_customers, cost_each, earned_each, value_each, value_lower, value_upper,"
          + " ratio, never_pays";

  private static final List<Column> COLUMNS =
      List.of(
          new Column("customers", Look.COUNT),
          new Column("new in a year", Look.COUNT),
          new Column("CAC", Look.CENTS),
          new Column("earned", Look.MONEY),
          new Column("LTV", Look.MONEY),
          new Column("from", Look.MONEY),
          new Column("to", Look.MONEY),
          new Column("LTV:CAC", Look.TWO_DIGITS),
          new Column("never pays", Look.PERCENT));

  private final Perennial perennial;

  @Option(
      names = "--by",
      paramLabel = "WAY",
      description = "channel, campaign, source or cohort (of the first purchase), or segment.")
  private String by = "";

  @Option(
      names = "--scheme",
      paramLabel = "NAME",
      defaultValue = "rfm",
      description = "Of --by segment: the way of segmenting (default: ${DEFAULT-VALUE}).")
  private String scheme = "rfm";

  ValueEconomicsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (!by.isEmpty() && !WAYS.contains(by)) {
      throw new UsageException(
          "Unknown way: "
              + by
              + Nearest.name(by, WAYS).map(near -> " (did you mean " + near + "?)").orElse("")
              + " (must be one of "
              + String.join(", ", WAYS)
              + ")");
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      for (TableSpec table : READS) {
        open.engine().view(table.name(), open.lake().table(table).scan());
      }
      int exit = by.equals(SEGMENT) ? segments(open) : groups(open);
      if (!perennial.json()) {
        notes(open);
      }
      return exit;
    }
  }

  private int groups(OpenWorkspace open) throws IOException {
    String figures =
        FIGURES
            + ", payback_weeks, payback_lower, payback_upper, payback_chance, equity, equity_share";
    List<Column> columns =
        with(
            by.isEmpty() ? "" : by,
            List.of(
                new Column("payback weeks", Look.ONE_DIGIT),
                new Column("from", Look.ONE_DIGIT),
                new Column("to", Look.ONE_DIGIT),
                new Column("sure", Look.PERCENT),
                new Column("equity", Look.MONEY),
                new Column("share", Look.PERCENT)));
    String from =
        by.isEmpty()
            ? " FROM value_economics WHERE dimension IN ('all', 'to be won') ORDER BY dimension"
            : " FROM value_economics WHERE dimension = '"
                + by
                + "' ORDER BY "
                + (by.equals("cohort") ? "name" : "customers DESC, name");
    String name =
        by.isEmpty() ? "CASE WHEN dimension = 'all' THEN name ELSE dimension END AS name" : "name";
    if (perennial.json()) {
      return new Listing(perennial, open.engine()).print("SELECT *" + from, List.of(), NOTHING);
    }
    return new Listing(perennial, open.engine())
        .print("SELECT " + name + figures + from, columns, NOTHING);
  }

  private int segments(OpenWorkspace open) throws IOException {
    String named = new SegmentNames(open.lake(), open.engine()).requireScheme(scheme);
    open.engine().run(SEGMENTS, Map.of());
    String from =
        " FROM "
            + SEGMENTS.writes()
            + " WHERE scheme = "
            + SegmentNames.quoted(named)
            + " ORDER BY value_each DESC NULLS LAST, segment";
    if (perennial.json()) {
      return new Listing(perennial, open.engine())
          .print("SELECT *" + from, List.of(), SegmentNames.NONE);
    }
    return new Listing(perennial, open.engine())
        .print(
            "SELECT segment" + FIGURES + ", equity, equity_share" + from,
            with(
                SEGMENT,
                List.of(new Column("equity", Look.MONEY), new Column("share", Look.PERCENT))),
            SegmentNames.NONE);
  }

  private static List<Column> with(String first, List<Column> last) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(first, Look.TEXT));
    columns.addAll(COLUMNS);
    columns.addAll(last);
    return columns;
  }

  /** What the table does not say: how unequal customers are, and why costs are missing. */
  private void notes(OpenWorkspace open) {
    try (Batches rows =
        open.engine()
            .query(
                "SELECT gini, best_tenth, acquisition_cost, payback_weeks, payback_window_weeks FROM"
                    + " value_economics WHERE dimension = 'all'")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          if (!batch.isNull(0, i)) {
            perennial.say(
                String.format(
                    Locale.ROOT,
                    "\nThe best tenth of customers has %.0f %% of what is to come (Gini %.2f).",
                    100 * batch.doubles(1)[i],
                    batch.doubles(0)[i]));
          }
          if (batch.isNull(2, i)) {
            perennial.say(
                "What winning customers cost is not known of all: value.acquisition in"
                    + " perennial.yaml says it.");
          } else if (batch.isNull(3, i)) {
            perennial.say(
                String.format(
                    Locale.ROOT,
                    "The cost was not earned in %.0f weeks, as long as enough customers were seen.",
                    batch.doubles(4)[i]));
          }
        }
      }
    }
  }
}
