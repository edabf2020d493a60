// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.app.query.ThemeList;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the themes of what customers write. */
@Command(
    name = "themes",
    header = "What texts are about, how that changes, and what is news.",
    description = {
      "Each theme with its telling words, how many texts it has, how many of the last seven days and",
      "how many the weeks before would have foretold; NEWS where that is more than chance. A theme is",
      "called out without need in as few runs as text.false-alarms says. The trend is the change of its",
      "share of all texts a week, over the last 12, with its 95 % interval."
    })
final class ThemesCommand implements Callable<Integer> {

  private final Perennial perennial;

  ThemesCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      List<ThemeList.Row> rows = new ThemeList(open.lake(), open.engine()).themes();
      if (perennial.json()) {
        perennial
            .surroundings()
            .out()
            .println(
                JsonText.of(Map.of("themes", rows.stream().map(ThemesCommand::plain).toList())));
        return ExitCode.DONE.number();
      }
      if (rows.isEmpty()) {
        perennial.say("No themes yet: perennial run finds them where there are 20 texts or more.");
        return ExitCode.DONE.number();
      }
      TextTable table =
          TextTable.of(
              ">id", "language", ">texts", ">last week", ">expected", "", "trend a week", "about");
      for (ThemeList.Row row : rows) {
        table.row(
            Long.toString(row.id()),
            row.language(),
            Amounts.count(row.texts()),
            Amounts.count(row.lastWeek()),
            String.format(Locale.ROOT, "%.1f", row.expected()),
            row.alert() ? "NEWS" : "",
            String.format(
                Locale.ROOT,
                "%+.0f %% (%+.0f to %+.0f)",
                100 * row.trend().change(),
                100 * row.trend().low(),
                100 * row.trend().high()),
            row.name());
      }
      table.write(perennial.surroundings().out());
      return ExitCode.DONE.number();
    }
  }

  private static Map<String, Object> plain(ThemeList.Row row) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("theme_id", row.id());
    plain.put("language", row.language());
    plain.put("name", row.name());
    plain.put("texts", row.texts());
    plain.put("last_week", row.lastWeek());
    plain.put("expected", row.expected());
    plain.put("chance", row.chance());
    plain.put("alert", row.alert());
    plain.put("trend", row.trend().change());
    plain.put("trend_low", row.trend().low());
    plain.put("trend_high", row.trend().high());
    return plain;
  }
}
