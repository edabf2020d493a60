// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.JsonText;
import io.perennial.app.work.ReportFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the report. */
@Command(
    name = "report",
    header = "Write one page with all that is known: charts, tables, and the runs behind them.",
    description = {
      "The page needs nothing but itself: open it in a browser, send it, print it. It names nobody;",
      "the ten best customers are in it by number, with what they did. What has not been computed is",
      "left out; perennial run computes it. An erasure deletes the page in the workspace."
    },
    footer = {
      "",
      "Examples",
      "  perennial run && perennial report",
      "  perennial report -o /srv/www/customers.html"
    })
final class ReportCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to (default: reports/report.html in the workspace).")
  private @Nullable Path output;

  ReportCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    try (OpenWorkspace open = perennial.openForReading()) {
      Path file =
          output == null ? ReportFile.of(open) : perennial.surroundings().folder().resolve(output);
      ReportFile.write(open, file);
      if (perennial.json()) {
        perennial.surroundings().out().println(JsonText.of(Map.of("report", file.toString())));
      }
      perennial.say("Wrote " + file);
    }
    return ExitCode.DONE.number();
  }
}
