// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.app.work.Finding;
import io.perennial.app.work.HealthCheck;
import io.perennial.app.work.TableHealth;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Judges configuration and health. */
@Command(
    name = "check",
    header = "Is the configuration valid, and is the workspace healthy?",
    description = {
      "Looks at versions, the lock, memory and room, every table's files and snapshots, and the",
      "last run. Changes nothing. Ends with 1 when something is broken, 2 when the",
      "configuration is not valid."
    },
    footer = {"", "Example", "  perennial check --json"})
final class CheckCommand implements Callable<Integer> {

  private final Perennial perennial;

  CheckCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      HealthCheck check = HealthCheck.of(open, Version.text());
      if (perennial.json()) {
        json(check);
      } else if (!perennial.quiet()) {
        people(check);
      } else {
        check.findings().stream()
            .filter(finding -> finding.grade() == Finding.Grade.BROKEN)
            .forEach(finding -> perennial.surroundings().err().println(line(finding)));
      }
      return (check.isBroken() ? ExitCode.FAILED : ExitCode.DONE).number();
    }
  }

  private void people(HealthCheck check) throws IOException {
    for (Finding finding : check.findings()) {
      perennial.say(line(finding));
    }
    if (!check.tableHealth().isEmpty()) {
      perennial.say("");
      TextTable table =
          TextTable.of(
              "table", ">rows", ">files", ">size", ">small", ">snapshots", "newest", "changed");
      for (TableHealth health : check.tableHealth()) {
        table.row(
            health.table(),
            Amounts.count(health.rows()),
            Amounts.count(health.files()),
            Amounts.bytes(health.bytes()),
            Amounts.count(health.small()),
            Amounts.count(health.snapshots()),
            health.latest() == 0 ? "" : String.valueOf(health.latest()),
            health.changedAt().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(""));
      }
      table.write(perennial.surroundings().out());
    }
  }

  private static String line(Finding finding) {
    String mark =
        switch (finding.grade()) {
          case WELL -> "well   ";
          case CARE -> "CARE   ";
          case BROKEN -> "BROKEN ";
        };
    return mark + finding.subject() + ": " + finding.message();
  }

  private void json(HealthCheck check) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("broken", check.isBroken());
    plain.put("findings", check.findings().stream().map(CheckCommand::plain).toList());
    plain.put("tables", check.tableHealth().stream().map(CheckCommand::plain).toList());
    perennial.surroundings().out().println(JsonText.of(plain));
  }

  private static Map<String, Object> plain(Finding finding) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("grade", finding.grade().name().toLowerCase(Locale.ROOT));
    plain.put("subject", finding.subject());
    plain.put("message", finding.message());
    return plain;
  }

  private static Map<String, Object> plain(TableHealth health) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("table", health.table());
    plain.put("rows", health.rows());
    plain.put("files", health.files());
    plain.put("bytes", health.bytes());
    plain.put("small_files", health.small());
    plain.put("missing_files", health.missing());
    plain.put("orphans", health.orphans());
    plain.put("orphan_bytes", health.orphanBytes());
    plain.put("snapshots", health.snapshots());
    plain.put("snapshot", health.latest());
    plain.put("changed_at", health.changedAt());
    return plain;
  }
}
