// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.UsageException;
import io.perennial.ingest.pipeline.Again;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the sources. */
@Command(
    name = "ingest",
    header = "Read the sources: rows become events and claims, or go to quarantine.",
    description = {
      "Files that were read before are left alone; of a changed or grown file what is new is added.",
      "After a change of what a source's columns mean, --again puts what its files say now in the",
      "place of what they said before: events, claims and quarantine, each in one commit.",
      "A file that cannot be read is left out and named, the others are taken. Ends with 3 when one",
      "was left out, or a source has more rows in quarantine than it allows."
    },
    footer = {
      "",
      "Examples",
      "  perennial ingest",
      "  perennial ingest --again shop",
      "  perennial ingest --follow --every 30s",
      "  perennial sql \"SELECT file, line, field, reason, advice FROM quarantine\""
    })
final class IngestCommand implements Callable<Integer> {

  private static final Pattern PAUSE = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @Option(
      names = "--again",
      paramLabel = "SOURCE",
      description = {
        "Read all files of this source again, and of those of its system, in the place of what they",
        "said before. May be given more than once. A file that is gone is an error."
      })
  private List<String> again = List.of();

  @Option(
      names = "--forget-missing",
      description = {
        "With --again: give up the events whose file is gone, or was written over. How many that can",
        "be at most is said before; older snapshots keep them until they are dropped."
      })
  private boolean forgetMissing;

  @Option(
      names = "--follow",
      description = {
        "Go on: look for new and grown files, objects and rows, and ingest them, until Ctrl-C. A file",
        "is read when it was the same at two looks; the workspace is free between them."
      })
  private boolean follow;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "With --follow: between two looks, such as 5s (the default), 1m or 500ms.")
  private @Nullable String every;

  IngestCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    Again what = Again.of(new LinkedHashSet<>(again));
    if (forgetMissing && again.isEmpty()) {
      throw new UsageException("Cannot forget what is missing without --again SOURCE");
    }
    if (follow) {
      if (force || !again.isEmpty()) {
        throw new UsageException("Cannot follow with --force or --again: run those alone first");
      }
      return new FollowLoop(perennial).run(pause());
    }
    if (every != null) {
      throw new UsageException("Cannot use --every without --follow");
    }
    return new StageRun(perennial, "ingest")
        .steps(
            forgetMissing ? what.forgettingMissing() : what,
            open -> Optional.empty(),
            steps ->
                new RunReport(steps.run("ingest", force || !again.isEmpty()), steps.complaints()));
  }

  private Duration pause() {
    Matcher text = PAUSE.matcher(every == null ? "5s" : every.strip());
    if (!text.matches()) {
      throw new UsageException("Invalid --every: " + every + " (must be such as 5s, 1m or 500ms)");
    }
    long number = Long.parseLong(text.group(1));
    Duration pause =
        switch (text.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofSeconds(number);
        };
    if (pause.isZero()) {
      throw new UsageException("Invalid --every: " + every + " (must be more than nothing)");
    }
    return pause;
  }
}
