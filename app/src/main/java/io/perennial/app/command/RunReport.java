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
import java.util.stream.Stream;

/** What {@code run} and {@code ingest} tell at their end. */
final class RunReport {

  private final List<Pipeline.Result> results;
  private final List<String> complaints;

  /**
   * @param complaints about sources with more in quarantine than they allow, whoever ran last
   */
  RunReport(List<Pipeline.Result> results, List<String> complaints) {
    this.results = results;
    this.complaints = List.copyOf(complaints);
  }

  /** Tells it, and answers how the command ends. */
  int tell(Perennial perennial) {
    if (perennial.json()) {
      perennial.surroundings().out().println(JsonText.of(plain()));
    }
    for (Pipeline.Result result : results) {
      Run run = result.run();
      perennial.say(
          result.ran()
              ? "%s: %s (%s, run %s)"
                  .formatted(run.step(), run.message(), Amounts.time(run.took()), run.id())
              : "%s: up to date since %s".formatted(run.step(), run.startedAt()));
    }
    boolean said = Steps.isQuarantined(results);
    if (!said) {
      complaints.forEach(each -> tell(perennial, each));
    }
    List<String> notRead = Steps.notRead(results);
    notRead.forEach(each -> tell(perennial, each));
    List<String> failed = Steps.failedChecks(results);
    failed.forEach(each -> tell(perennial, each + " (perennial quality shows it)"));
    if (!failed.isEmpty()) {
      return ExitCode.FAILED.number();
    }
    boolean left = said || !complaints.isEmpty() || !notRead.isEmpty();
    return (left ? ExitCode.QUARANTINED : ExitCode.DONE).number();
  }

  private static void tell(Perennial perennial, String sentence) {
    perennial.surroundings().err().println("perennial: " + sentence);
  }

  private Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("steps", results.stream().map(RunReport::plain).toList());
    plain.put(
        "complaints",
        Stream.of(complaints, Steps.notRead(results), Steps.failedChecks(results))
            .flatMap(List::stream)
            .toList());
    return plain;
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
