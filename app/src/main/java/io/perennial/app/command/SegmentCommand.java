// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.ingest.pipeline.Again;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts customers into segments, and shows them. */
@Command(
    name = "segment",
    header = "Put customers into segments: by rules, by RFM, and those that the data have.",
    description = {
      "Alone it writes memberships, a customer in each scheme, with a reason: recency, frequency and",
      "monetary value (rfm), the rules of segment.schemes (lifecycle, value, channel and so on), and",
      "the groups that behave alike (behaviour), found without rules, whose names and ids stay when",
      "they are found anew. That happens when they are old, when customers have drifted away from",
      "them, or with --refit. Reads features and training_sets; perennial run brings those up to date",
      "first."
    },
    commandListHeading = "%nWhat it shows%n",
    footer = {
      "",
      "Examples",
      "  perennial segment",
      "  perennial segment list behaviour",
      "  perennial segment show \"At risk\"",
      "  perennial segment preview \"spend_365d > 1000 and orders_365d >= 3\"",
      "  perennial sql \"SELECT segment, count(*) AS customers FROM memberships GROUP BY segment\""
    })
final class SegmentCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Option(
      names = "--refit",
      description = "Find groups that behave alike anew; names and ids stay where groups do.")
  private boolean refit;

  private SegmentCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /** The command with those below it. */
  static CommandLine line(Perennial perennial) {
    return new CommandLine(new SegmentCommand(perennial))
        .addSubcommand(new SegmentListCommand(perennial))
        .addSubcommand(new SegmentShowCommand(perennial))
        .addSubcommand(new SegmentQualityCommand(perennial))
        .addSubcommand(new SegmentFlowsCommand(perennial))
        .addSubcommand(new SegmentPreviewCommand(perennial))
        .addSubcommand(new SegmentOverlapCommand(perennial));
  }

  @Override
  public Integer call() {
    StageRun run = new StageRun(perennial, "segment");
    return refit
        ? run.steps(
            Again.nothing(),
            open -> Optional.empty(),
            steps -> new RunReport(steps.refitSegments(), List.of()))
        : run.step(open -> Optional.empty(), force);
  }
}
