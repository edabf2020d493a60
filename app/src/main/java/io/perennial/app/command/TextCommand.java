// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.ingest.pipeline.Again;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads what customers write, and shows what that came to. */
@Command(
    name = "text",
    header = "What customers write: sentiment, themes, intent, brands, whose word goes far.",
    description = {
      "Alone it reads texts of tickets, reviews, surveys and posts that are new: language, sentiment,",
      "what is wanted, whether it can wait, and which theme they are of. Writes the tables texts,",
      "themes, mentions and influencers, none of which holds a text. Themes are found anew when texts",
      "have grown by half, and keep their ids. Reads what is in the lake; perennial run brings that up",
      "to date first."
    },
    commandListHeading = "%nWhat it shows, and is told%n",
    footer = {
      "",
      "Examples",
      "  perennial text",
      "  perennial text themes",
      "  perennial text mentions --weeks 12",
      "  perennial text label said.csv",
      "  perennial sql \"SELECT intent, count(*) AS texts FROM texts GROUP BY intent\""
    })
final class TextCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Option(names = "--refit", description = "Find themes anew, also when texts have hardly grown.")
  private boolean refit;

  private TextCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /** The command with those below it. */
  static CommandLine line(Perennial perennial) {
    return new CommandLine(new TextCommand(perennial))
        .addSubcommand(new ThemesCommand(perennial))
        .addSubcommand(new MentionsCommand(perennial))
        .addSubcommand(new InfluencersCommand(perennial))
        .addSubcommand(new TextLabelCommand(perennial));
  }

  @Override
  public Integer call() {
    StageRun run = new StageRun(perennial, "text");
    return refit
        ? run.steps(
            Again.nothing(),
            open -> Optional.empty(),
            steps -> new RunReport(steps.refitThemes(), List.of()))
        : run.step(open -> Optional.empty(), force);
  }
}
