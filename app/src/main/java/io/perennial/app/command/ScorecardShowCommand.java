// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.TextTable;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      "bring. Scopes are company, tier, channel (of the first purchase), rfm, lifecycle, behaviour."
    },
    footer = {
      "",
      "Examples",
      "  perennial scorecard show",
      "  perennial scorecard show --scope tier",
      "  perennial scorecard show --scope lifecycle --json"
    })
final class ScorecardShowCommand implements Callable<Integer> {

  private static final String VIEW = "listed_scorecards";
  private static final int DAY = "2026-01-31".length();

  /** From here on people do not look at what is behind the point. */
  private static final double WHOLE = 1_000;

  private static final List<String> SCOPES =
      List.of("company", "tier", "channel", "rfm", "lifecycle", "behaviour");

  private final Perennial perennial;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      defaultValue = "company",
      description = "Of what (default: ${DEFAULT-VALUE}).")
  private String scope = "company";

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
                "SELECT s.as_of, s.scope, s.name, s.measure, s.unit, s.figure, s.before,"
                    + " s.before_as_of"
                    + newest,
                List.of(),
                "");
      }
      tell(open, "SELECT s.name, s.measure, s.unit, s.figure, s.before, s.before_as_of" + newest);
    }
    return ExitCode.DONE.number();
  }

  /** Measures down, what they are of across; of the company what was before stands beside it. */
  private void tell(OpenWorkspace open, String sql) throws IOException {
    List<String> titles = new ArrayList<>();
    Map<String, List<String>> cells = new LinkedHashMap<>();
    boolean alone = scope.equals("company");
    try (Batches rows = open.engine().query(sql)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String unit = batch.texts(2)[i];
          String title = alone ? "now" : batch.texts(0)[i];
          if (!titles.contains(title)) {
            titles.add(title);
          }
          List<String> line =
              cells.computeIfAbsent(
                  batch.texts(1)[i] + (unit.equals("money") ? ", " + currency(open) : ""),
                  measure -> new ArrayList<>());
          line.add(cell(batch, 3, i, unit));
          if (alone) {
            line.add(cell(batch, 4, i, unit));
            if (!batch.isNull(5, i) && titles.size() == 1) {
              titles.add(
                  "before " + new AsOf(batch.longs(5)[i]).instant().toString().substring(0, DAY));
            }
          }
        }
      }
    }
    if (cells.isEmpty()) {
      perennial.say("No scorecard yet: perennial run makes it.");
      return;
    }
    if (alone && titles.size() == 1) {
      titles.add("before");
    }
    TextTable table =
        TextTable.of(
            Stream.concat(Stream.of(alone ? "" : scope), titles.stream().map(t -> ">" + t))
                .toArray(String[]::new));
    cells.forEach(
        (measure, line) ->
            table.row(Stream.concat(Stream.of(measure), line.stream()).toArray(String[]::new)));
    table.write(perennial.surroundings().out());
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
