// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.print.JsonText;
import io.perennial.ingest.CleanRule;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Flags events: told twice, cancelled, tests, bots, outliers. */
@Command(
    name = "clean",
    header = "Flag events: told twice, cancelled, tests, bots, outliers; link returns to orders.",
    description = {
      "Writes the table flags, an event and a rule a row; events stay as they are. Features and values",
      "leave out what the rules repeated, reversed, test and bot found, once it could be known. Every",
      "rule has a name and a count, and is turned off by clean.off. Claims and texts are cleaned when",
      "they come in, by ingest. Reads what is in the lake; perennial run brings that up to date first."
    },
    footer = {
      "",
      "Examples",
      "  perennial clean",
      "  perennial clean --rules",
      "  perennial sql \"SELECT rule, count(*) AS events FROM flags GROUP BY rule\""
    })
final class CleanCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Option(names = "--rules", description = "List all rules of cleaning, and do nothing.")
  private boolean rules;

  CleanCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    if (rules) {
      list();
      return ExitCode.DONE.number();
    }
    return new StageRun(perennial, "clean").step(open -> Optional.empty(), force);
  }

  private void list() {
    PrintStream out = perennial.surroundings().out();
    if (perennial.json()) {
      out.println(JsonText.of(Arrays.stream(CleanRule.values()).map(CleanCommand::plain).toList()));
      return;
    }
    for (CleanRule.Kind kind : CleanRule.Kind.values()) {
      out.println(title(kind));
      List<CleanRule> of =
          Arrays.stream(CleanRule.values()).filter(rule -> rule.kind() == kind).toList();
      of.forEach(
          rule ->
              out.println(String.format(Locale.ROOT, "  %-18s %s", rule.word(), rule.meaning())));
      out.println();
    }
  }

  private static String title(CleanRule.Kind kind) {
    return switch (kind) {
      case REPAIR -> "Claims and texts are repaired; what was said stays beside";
      case DOUBT -> "Claims are doubted: kept, and linking nobody";
      case EVENT_OUT -> "Events are flagged, and left out of features and values";
      case EVENT_NOTE -> "Events are flagged, and no more";
    };
  }

  private static Map<String, Object> plain(CleanRule rule) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("rule", rule.word());
    plain.put("does", rule.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    plain.put("meaning", rule.meaning());
    return plain;
  }
}
