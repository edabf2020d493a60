// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
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
import picocli.CommandLine.Option;

/** Shows of which brands customers speak. */
@Command(
    name = "mentions",
    header = "Of which brands customers speak, and each one's share of voice, week by week.",
    description = {
      "Weeks are of seven days and end with the last mention. The share is a brand's mentions among",
      "those of all brands, with its 95 % interval (Wilson). Brands are those of events, and those that",
      "text.brands of the configuration names."
    })
final class MentionsCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(
      names = "--weeks",
      paramLabel = "N",
      description = "The last N weeks (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int weeks;

  MentionsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (weeks < 1) {
      throw new UsageException("Invalid --weeks: " + weeks + " (must be >= 1)");
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      List<ThemeList.Voice> voices = new ThemeList(open.lake(), open.engine()).voices(weeks);
      if (perennial.json()) {
        perennial
            .surroundings()
            .out()
            .println(
                JsonText.of(
                    Map.of("mentions", voices.stream().map(MentionsCommand::plain).toList())));
        return ExitCode.DONE.number();
      }
      if (voices.isEmpty()) {
        perennial.say("No text speaks of a brand that is known (text.brands names more).");
        return ExitCode.DONE.number();
      }
      TextTable table = TextTable.of("week from", "brand", ">mentions", ">share", "95 % interval");
      for (ThemeList.Voice one : voices) {
        table.row(
            one.week().toString().substring(0, 10),
            one.brand(),
            Amounts.count(one.voice().mentions()),
            percent(one.voice().share()),
            percent(one.voice().low()) + " to " + percent(one.voice().high()));
      }
      table.write(perennial.surroundings().out());
      return ExitCode.DONE.number();
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static Map<String, Object> plain(ThemeList.Voice one) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("week", one.week());
    plain.put("brand", one.brand());
    plain.put("mentions", one.voice().mentions());
    plain.put("share", one.voice().share());
    plain.put("low", one.voice().low());
    plain.put("high", one.voice().high());
    return plain;
  }
}
