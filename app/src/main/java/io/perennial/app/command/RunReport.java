// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.work.Steps;
import io.perennial.governance.Run;
import io.perennial.lake.step.Pipeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code run} and {@code ingest} tell at their end. */
final class RunReport {

  private final List<Pipeline.Result> results;

  RunReport(List<Pipeline.Result> results) {
    this.results = results;
  }

  /** Tells it, and answers how the command ends. */
  int tell(Perennial perennial) {
    if (perennial.json()) {
      perennial
          .surroundings()
          .out()
          .println(JsonText.of(Map.of("steps", results.stream().map(RunReport::plain).toList())));
    }
    for (Pipeline.Result result : results) {
      Run run = result.run();
      perennial.say(
          result.ran()
              ? "%s: %s (%s, run %s)"
                  .formatted(run.step(), run.message(), Amounts.time(run.took()), run.id())
              : "%s: up to date since %s".formatted(run.step(), run.startedAt()));
    }
    return (Steps.isQuarantined(results) ? ExitCode.QUARANTINED : ExitCode.DONE).number();
  }

  private static Map<String, Object> plain(Pipeline.Result result) {
    Run run = result.run();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("step", run.step());
    plain.put("ran", result.ran());
    plain.put("run", run.id());
    plain.put("started_at", run.startedAt());
    plain.put("seconds", run.took().toMillis() / 1e3);
    plain.put("rows_read", run.rowsRead());
    plain.put("rows_written", run.rowsWritten());
    plain.put("figures", run.figures());
    plain.put("message", run.message());
    return plain;
  }
}
