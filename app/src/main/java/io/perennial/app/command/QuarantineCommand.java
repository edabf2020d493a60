// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonRows;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.Rows;
import io.perennial.app.print.TableRows;
import io.perennial.ingest.OpenGroup;
import io.perennial.ingest.pipeline.Again;
import io.perennial.ingest.pipeline.OpenRows;
import io.perennial.lake.Batches;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what could not be taken, and reads it again. */
@Command(
    name = "quarantine",
    header = "What could not be taken, by reason, and what would help; retry reads it again.",
    description = {
      "Shows the open rows: those that the newest reading of their file left there, by source, reason",
      "and field, with the first of each and a line for the source's section of perennial.yaml where",
      "trying the values found one. Values that tell who somebody is are masked.",
      "",
      "retry reads the files that have open rows again, as the configuration is now. Rows that are in",
      "the lake are known and stay as they are; each row that was mended comes in once. Ends as",
      "ingest does: with 3 when a source still has more rows here than it allows, or a file is gone."
    },
    footer = {
      "",
      "Examples",
      "  perennial quarantine",
      "  perennial quarantine --source shop --reason time --rows",
      "  perennial quarantine retry --source shop"
    })
final class QuarantineCommand implements Callable<Integer> {

  private static final String RETRY = "retry";
  private static final long TABLE_LIMIT = 1000;

  private final Perennial perennial;

  @Parameters(
      arity = "0..1",
      paramLabel = RETRY,
      description = "Read what has open rows again, instead of showing them.")
  private String action = "";

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Of this source only. May be given more than once.")
  private List<String> sources = List.of();

  @Option(
      names = "--reason",
      paramLabel = "WORDS",
      description = "Where the reason or the field has these words.")
  private String reason = "";

  @Option(names = "--rows", description = "Show the rows, not the reasons.")
  private boolean rows;

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      description = "With --rows: rows at most; 0 for all (default: 1000 in a table, else all).")
  private long limit = -1;

  QuarantineCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (action.equals(RETRY)) {
      if (rows || !reason.isEmpty()) {
        throw new UsageException("Cannot retry some rows of a file: retry takes --source alone");
      }
      return new StageRun(perennial, "quarantine")
          .steps(
              Again.nothing(),
              open -> Optional.empty(),
              steps ->
                  new RunReport(steps.retry(new LinkedHashSet<>(sources)), steps.complaints()));
    }
    if (!action.isEmpty()) {
      throw new UsageException(
          "Unknown action: " + action + " (quarantine alone shows, quarantine retry reads again)");
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      Set<String> there = Set.copyOf(open.lake().names());
      if (!there.contains(Tables.QUARANTINE.name())
          || !there.contains(Tables.INGESTED_FILES.name())) {
        return shown(List.of());
      }
      try (OpenRows all = new OpenRows(open.lake(), open.engine())) {
        List<OpenGroup> groups = all.groups().stream().filter(this::isMeant).toList();
        return rows && !groups.isEmpty() ? listed(all, groups) : shown(groups);
      }
    }
  }

  private boolean isMeant(OpenGroup group) {
    String words = reason.toLowerCase(Locale.ROOT);
    return (sources.isEmpty() || sources.contains(group.source()))
        && (group.reason().toLowerCase(Locale.ROOT).contains(words)
            || group.field().contains(words));
  }

  private int listed(OpenRows all, List<OpenGroup> groups) throws IOException {
    PrintStream out = perennial.surroundings().out();
    try (Batches found = all.rows(groups)) {
      Rows.Written written =
          Rows.write(
              found,
              perennial.json() ? JsonRows.array(out) : new TableRows(out),
              limit >= 0 ? limit : perennial.json() ? 0 : TABLE_LIMIT);
      perennial.say(
          Amounts.count(written.rows(), "row")
              + (written.more() ? ", and there are more (--limit 0 shows all)" : ""));
    }
    return ExitCode.DONE.number();
  }

  private int shown(List<OpenGroup> groups) {
    PrintStream out = perennial.surroundings().out();
    if (perennial.json()) {
      out.println(
          JsonText.of(
              Map.of(
                  "open", groups.stream().mapToLong(OpenGroup::rows).sum(),
                  "groups", groups.stream().map(QuarantineCommand::plain).toList())));
      return ExitCode.DONE.number();
    }
    String source = "";
    for (OpenGroup group : groups) {
      if (!group.source().equals(source)) {
        source = group.source();
        out.println(source);
      }
      lines(group).forEach(line -> out.println("  " + line));
    }
    perennial.say(
        groups.isEmpty()
            ? "Nothing is in quarantine."
            : Amounts.count(groups.stream().mapToLong(OpenGroup::rows).sum(), "row")
                + " open. After a change of perennial.yaml or of a file: perennial quarantine retry");
    return ExitCode.DONE.number();
  }

  private static List<String> lines(OpenGroup group) {
    String first =
        String.format(
            Locale.ROOT,
            "%,d (%s) %s: %s",
            group.rows(),
            share(group.share()),
            group.field(),
            group.reason());
    String example =
        "  first in "
            + group.file()
            + ", row "
            + group.line()
            + (group.value().isEmpty() ? "" : ": '" + group.value() + "'");
    String advice = "  " + group.advice();
    return group
        .repair()
        .map(line -> List.of(first, example, advice, "  try   " + line))
        .orElse(List.of(first, example, advice))
        .stream()
        .map(QuarantineCommand::printable)
        .toList();
  }

  private static String printable(String line) {
    StringBuilder text = new StringBuilder(line.length());
    line.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(text::appendCodePoint);
    return text.toString();
  }

  private static String share(double share) {
    double percent = 100 * share;
    return percent > 0 && percent < 0.1
        ? "under 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  private static Map<String, Object> plain(OpenGroup group) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("source", group.source());
    plain.put("reason", group.reason());
    plain.put("field", group.field());
    plain.put("rows", group.rows());
    plain.put("share", group.share());
    plain.put("file", group.file());
    plain.put("line", group.line());
    plain.put("value", group.value());
    plain.put("advice", group.advice());
    group.repair().ifPresent(line -> plain.put("repair", line));
    return plain;
  }
}
