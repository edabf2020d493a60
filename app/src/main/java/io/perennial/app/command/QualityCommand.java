// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.app.query.QualityRows;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows whether data are what they usually are. */
@Command(
    name = "quality",
    header = "Are the data of each source what they usually are, day by day?",
    description = {
      "Shows what the last run made of each check: volume (events a day), freshness (hours since"
          + " the",
      "newest event), completeness (share that has a field), uniqueness (share of rows that are"
          + " there",
      "twice), validity (share in quarantine), referential (share that points nowhere) and drift"
          + " (how",
      "far values are from those of the weeks before: population stability index). What is"
          + " expected",
      "comes from the weeks before; false alarms are as rare as quality.false-alarms says.",
      "",
      "Only what is unusual and what each source amounts to is shown; --all shows everything. Ends",
      "with 1 when a check fails that quality.fail or quality.limits of the configuration names."
    },
    footer = {
      "",
      "Examples",
      "  perennial quality",
      "  perennial quality --source shop --all",
      "  perennial sql \"SELECT day, value, low, high FROM quality WHERE measure = 'volume'\""
    })
final class QualityCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Of this source only. May be given more than once.")
  private List<String> sources = List.of();

  @Option(names = "--all", description = "Every check, not only what is unusual.")
  private boolean all;

  @Option(
      names = "--judge",
      description = "Judge the data anew first: the step that perennial run comes to by itself.")
  private boolean judge;

  QualityCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (judge) {
      int code = new StageRun(perennial, "quality").step(open -> Optional.empty(), true);
      if (code != ExitCode.DONE.number()) {
        return code;
      }
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      List<QualityRows.Row> rows =
          QualityRows.newest(open.lake(), open.engine()).stream()
              .filter(row -> sources.isEmpty() || sources.contains(row.source()))
              .toList();
      if (perennial.json()) {
        perennial
            .surroundings()
            .out()
            .println(
                JsonText.of(Map.of("checks", rows.stream().map(QualityCommand::plain).toList())));
      } else {
        people(rows);
      }
      boolean failed = rows.stream().anyMatch(row -> row.verdict().equals("fail"));
      return (failed ? ExitCode.FAILED : ExitCode.DONE).number();
    }
  }

  private void people(List<QualityRows.Row> rows) throws IOException {
    if (rows.isEmpty()) {
      perennial.say("Nothing was judged yet: perennial run does it.");
      return;
    }
    TextTable table =
        TextTable.of("day", "source", "check", ">value", "expected", "verdict", "why");
    for (QualityRows.Row row : rows) {
      boolean unusual = !row.verdict().equals("ok");
      boolean whole = row.field().isEmpty();
      if (all || unusual || whole) {
        table.row(
            row.day(),
            row.source(),
            row.check() + (whole ? "" : " " + row.field()),
            value(row, row.value()),
            expected(row),
            unusual ? row.verdict().toUpperCase(Locale.ROOT) : row.verdict(),
            row.detail());
      }
    }
    table.write(perennial.surroundings().out());
    long unusual = rows.stream().filter(row -> !row.verdict().equals("ok")).count();
    long failed = rows.stream().filter(row -> row.verdict().equals("fail")).count();
    perennial.say(
        Amounts.count(rows.size(), "check")
            + ", "
            + unusual
            + " unusual"
            + (failed == 0 ? "" : ", " + failed + " of them to fail a run")
            + (all ? "" : "; --all shows every check"));
  }

  private static String value(QualityRows.Row row, double value) {
    if (row.isShare()) {
      return String.format(Locale.ROOT, "%.2f %%", 100 * value);
    }
    return switch (row.check()) {
      case "volume" -> Amounts.count(Math.round(value));
      case "freshness" -> String.format(Locale.ROOT, "%.1f h", value);
      default -> String.format(Locale.ROOT, "%.3f", value);
    };
  }

  private static String expected(QualityRows.Row row) {
    OptionalDouble low = row.low();
    OptionalDouble high = row.high();
    if (low.isEmpty() && high.isEmpty()) {
      return "";
    }
    if (high.isEmpty()) {
      return "at least " + value(row, low.getAsDouble());
    }
    return low.isEmpty() || low.getAsDouble() == 0
        ? "at most " + value(row, high.getAsDouble())
        : value(row, low.getAsDouble()) + " to " + value(row, high.getAsDouble());
  }

  private static Map<String, Object> plain(QualityRows.Row row) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("day", row.day());
    plain.put("source", row.source());
    plain.put("check", row.check());
    plain.put("field", row.field());
    plain.put("value", row.value());
    row.low().ifPresent(low -> plain.put("low", low));
    row.high().ifPresent(high -> plain.put("high", high));
    plain.put("verdict", row.verdict());
    plain.put("detail", row.detail());
    plain.put("days", row.days());
    plain.put("alarms", row.alarms());
    return plain;
  }
}
