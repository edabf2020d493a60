// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.app.query.CustomerQuery;
import io.perennial.app.query.Moment;
import io.perennial.domain.AsOf;
import io.perennial.domain.CustomerId;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Tables;
import io.perennial.serve.answer.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how the company does, and its tiers, segments and channels. */
@Command(
    name = "show",
    header = "How the company does, or each of its tiers, segments or channels, and what changed.",
    description = {
      "Figures of the newest instant beside those of the instant before: customers, repeat purchases,",
      "order values, equity, who will not buy, satisfaction, what is decided next and what decisions",
      "bring. Scopes are company, tier, channel (of the first purchase), action, rfm, lifecycle,",
      "behaviour. --customer shows one customer instead: who, worth, risk, next action, and why."
    },
    footer = {
      "",
      "Examples",
      "  perennial scorecard show",
      "  perennial scorecard show --scope tier",
      "  perennial scorecard show --scope lifecycle --json",
      "  perennial scorecard show --customer 13085"
    })
final class ScorecardShowCommand implements Callable<Integer> {

  private static final String VIEW = "listed_scorecards";
  private static final String NOW = "now";
  private static final String BEFORE = "before";
  private static final String HOW_SURE = "90 %, or why not";
  private static final int DAY = "2026-01-31".length();

  /** From here on people do not look at what is behind the point. */
  private static final double WHOLE = 1_000;

  private static final List<String> SCOPES =
      List.of("company", "tier", "channel", "action", "rfm", "lifecycle", "behaviour");

  private final Perennial perennial;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      defaultValue = "company",
      description = "Of what (default: ${DEFAULT-VALUE}).")
  private String scope = "company";

  @Option(
      names = "--customer",
      paramLabel = "KEY",
      description = "One customer, by the key of any system or the id of a record.")
  private String customer = "";

  ScorecardShowCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (!SCOPES.contains(scope)) {
      throw new UsageException(
          "Unknown scope: " + scope + " (must be one of " + String.join(", ", SCOPES) + ")");
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      if (!customer.isEmpty()) {
        return one(open);
      }
      open.engine().view(VIEW, open.lake().table(Tables.SCORECARDS).scan());
      String newest =
          " FROM "
              + VIEW
              + " s WHERE s.scope = '"
              + scope
              + "' AND s.as_of = (SELECT max(as_of) FROM "
              + VIEW
              + ") ORDER BY s.name, s.place";
      if (perennial.json()) {
        return new Listing(perennial, open.engine())
            .print(
                "SELECT s.as_of, s.scope, s.name, s.measure, s.unit, s.figure, s.lower, s.upper,"
                    + " s.before, s.before_as_of, s.reason"
                    + newest,
                List.of(),
                "");
      }
      tell(
          open,
          "SELECT s.name, s.measure, s.unit, s.figure, s.before, s.before_as_of, s.lower, s.upper,"
              + " s.reason"
              + newest);
    }
    return ExitCode.DONE.number();
  }

  private int one(OpenWorkspace open) {
    CustomerQuery query = new CustomerQuery(open.lake(), open.engine(), Moment.now());
    Set<CustomerId> ids =
        query.customers(
            CustomerCommand.find(customer, query, open).stream().map(Candidate::record).toList());
    List<Map<String, Object>> plain = new ArrayList<>();
    int told = 0;
    try (Batches rows = query.card(ids)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++, told++) {
          CustomerCard card = new CustomerCard(rows.batch(), i, currency(open));
          if (perennial.json()) {
            plain.add(card.plain());
          } else {
            card.tell(perennial.surroundings().out());
          }
        }
      }
    }
    if (perennial.json()) {
      perennial.surroundings().out().println(JsonText.of(plain));
    } else if (told == 0) {
      perennial.say("Nothing is known of this customer yet: perennial run works it out.");
    }
    return ExitCode.DONE.number();
  }

  /** Measures down, what they are of across; of the company what was before stands beside it. */
  private void tell(OpenWorkspace open, String sql) throws IOException {
    boolean alone = scope.equals("company");
    Set<String> titles = new LinkedHashSet<>(alone ? List.of(NOW) : List.of());
    Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    String[] before = {"before"};
    try (Batches rows = open.engine().query(sql)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String unit = batch.texts(2)[i];
          Map<String, String> line =
              cells.computeIfAbsent(
                  batch.texts(1)[i] + (unit.equals("money") ? ", " + currency(open) : ""),
                  measure -> new HashMap<>());
          String title = alone ? NOW : batch.texts(0)[i];
          titles.add(title);
          line.put(title, cell(batch, 3, i, unit));
          line.put(BEFORE, cell(batch, 4, i, unit));
          line.put(HOW_SURE, sure(batch, i, unit));
          if (!batch.isNull(5, i)) {
            before[0] =
                "before " + new AsOf(batch.longs(5)[i]).instant().toString().substring(0, DAY);
          }
        }
      }
    }
    if (cells.isEmpty()) {
      perennial.say(
          scope.equals("action")
              ? "Nothing was decided yet, or no scorecard made since: perennial run does both."
              : "No scorecard yet: perennial run makes it.");
      return;
    }
    if (alone) {
      titles.addAll(List.of(BEFORE, HOW_SURE));
    }
    TextTable table =
        TextTable.of(
            Stream.concat(
                    Stream.of(alone ? "" : scope),
                    titles.stream()
                        .map(
                            t -> t.equals(HOW_SURE) ? t : ">" + (t.equals(BEFORE) ? before[0] : t)))
                .toArray(String[]::new));
    cells.forEach(
        (measure, line) ->
            table.row(
                Stream.concat(
                        Stream.of(measure), titles.stream().map(t -> line.getOrDefault(t, "–")))
                    .toArray(String[]::new)));
    table.write(perennial.surroundings().out());
  }

  /** The interval, or why the figure cannot be told. */
  private static String sure(Batch batch, int row, String unit) {
    if (!batch.isNull(6, row)) {
      return cell(batch, 6, row, unit) + " to " + cell(batch, 7, row, unit);
    }
    return batch.isNull(8, row) ? "" : batch.texts(8)[row];
  }

  private static String currency(OpenWorkspace open) {
    return open.settings().workspace().currency().getCurrencyCode();
  }

  private static String cell(Batch batch, int column, int row, String unit) {
    if (batch.isNull(column, row)) {
      return "–";
    }
    double value = batch.doubles(column)[row];
    if (unit.equals("share")) {
      return String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }
    boolean whole = unit.equals("customers") || Math.abs(value) >= WHOLE;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%.2f", value);
  }
}
