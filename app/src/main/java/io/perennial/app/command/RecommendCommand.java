// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recommends products to customers. */
@Command(
    name = "recommend",
    header = "Which products to offer whom, which go together, and how much of it came true.",
    description = {
      "Learns from who bought what, and writes recommendations (of each customer the best products, with",
      "reasons, and the day on which what comes again is due), item_neighbours (what is bought with a",
      "product, and after it) and recommendation_quality (the last days, not seen in learning, beside",
      "what is popular and what is alike). Settings are in perennial.yaml: recommend. Reads what is in",
      "the lake; perennial run brings that up to date first."
    },
    commandListHeading = "%nWhat it shows%n",
    footer = {
      "",
      "Examples",
      "  perennial recommend",
      "  perennial recommend show 13085",
      "  perennial recommend similar 85123A",
      "  perennial recommend quality"
    })
final class RecommendCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  private RecommendCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /** The command with those below it. */
  static CommandLine line(Perennial perennial) {
    return new CommandLine(new RecommendCommand(perennial))
        .addSubcommand(new RecommendShowCommand(perennial))
        .addSubcommand(new RecommendSimilarCommand(perennial))
        .addSubcommand(new RecommendQualityCommand(perennial));
  }

  @Override
  public Integer call() {
    return new StageRun(perennial, "recommend").step(open -> Optional.empty(), force);
  }
}
