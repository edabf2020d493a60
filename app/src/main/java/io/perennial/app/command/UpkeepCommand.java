// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.print.TextTable;
import io.perennial.app.query.TableViews;
import io.perennial.app.work.Upkeep;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps the lake tidy. */
@Command(
    name = "upkeep",
    header = "Keep the lake tidy: compact small files, drop old snapshots, sweep orphans.",
    description = {
      "When each is due is in the section lake of perennial.yaml. After an ingest it is done by",
      "itself; a cron job may do it at night. The rows stay the same."
    },
    footer = {"", "Examples", "  perennial upkeep", "  perennial upkeep --all"})
final class UpkeepCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--all", description = "Compact wherever there are two small files.")
  private boolean all;

  UpkeepCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForWriting("upkeep");
        ProgressLine progress = perennial.progress()) {
      Upkeep upkeep = new Upkeep(open.lake(), open.engine(), open.settings().lake(), progress);
      List<Upkeep.Tidied> tidied =
          all ? upkeep.tidyAll(TableViews.TABLES) : upkeep.tidy(TableViews.TABLES);
      progress.rest();
      report(tidied);
    }
    return ExitCode.DONE.number();
  }

  private void report(List<Upkeep.Tidied> tidied) throws IOException {
    if (perennial.json()) {
      List<Map<String, Object>> plain = tidied.stream().map(UpkeepCommand::plain).toList();
      perennial.surroundings().out().println(JsonText.of(Map.of("tables", plain)));
      return;
    }
    if (tidied.stream().allMatch(Upkeep.Tidied::isNothing)) {
      perennial.say("Nothing was due.");
      return;
    }
    TextTable table =
        TextTable.of("table", ">small files", ">became", ">snapshots dropped", ">orphans deleted");
    for (Upkeep.Tidied each : tidied) {
      table.row(
          each.table(),
          String.valueOf(each.filesBefore()),
          String.valueOf(each.filesAfter()),
          String.valueOf(each.snapshots()),
          String.valueOf(each.orphans()));
    }
    if (!perennial.quiet()) {
      table.write(perennial.surroundings().out());
    }
  }

  private static Map<String, Object> plain(Upkeep.Tidied tidied) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("table", tidied.table());
    plain.put("small_files", tidied.filesBefore());
    plain.put("became_files", tidied.filesAfter());
    plain.put("snapshots_dropped", tidied.snapshots());
    plain.put("files_deleted", tidied.filesDeleted());
    plain.put("orphans_deleted", tidied.orphans());
    return plain;
  }
}
