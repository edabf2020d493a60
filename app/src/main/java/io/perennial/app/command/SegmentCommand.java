// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts customers into segments. */
@Command(
    name = "segment",
    header = "Put customers into segments by recency, frequency and monetary value.",
    description = {
      "The rules are segment.rfm.rules of the configuration. Writes the table memberships, with a reason",
      "for each. Reads the table features; perennial run brings that up to date first."
    },
    footer = {
      "",
      "Examples",
      "  perennial segment",
      "  perennial sql \"SELECT segment, count(*) AS customers FROM memberships GROUP BY segment\""
    })
final class SegmentCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  SegmentCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    return new StageRun(perennial, "segment").step(open -> Optional.empty(), force);
  }
}
