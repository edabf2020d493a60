// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.query.TableViews;
import io.perennial.app.work.Export;
import io.perennial.governance.Permit;
import io.perennial.lake.TableSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a table to a file. */
@Command(
    name = "export",
    header = "Write a table as CSV, JSON Lines or Parquet.",
    description = {
      "The file appears when it is whole: a broken-off export leaves none. What is in it is what is"
          + " in",
      "the table; for people who open it in a spreadsheet there is --spreadsheet."
    },
    footer = {
      "",
      "Examples",
      "  perennial export events -o events.parquet",
      "  perennial export quarantine --format csv | less",
      "  perennial export events --as-of 2026-01-31 -o january.csv.gz",
      "  perennial export churn_alerts --spreadsheet -o alerts.csv"
    })
final class ExportCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(paramLabel = "TABLE", description = "The table's name; perennial check lists them.")
  private String table = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to (default: the standard output); .gz is compressed.")
  private @Nullable Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, jsonl or parquet (default: by the file's name, else csv).")
  private @Nullable String format;

  @Option(
      names = "--spreadsheet",
      description = "CSV: an apostrophe before texts that a spreadsheet would run, as =SUM(A1).")
  private boolean spreadsheet;

  @Mixin private final AsOfOption at = new AsOfOption();

  @Mixin private final PermitOption permission = new PermitOption();

  ExportCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    TableSpec spec = spec();
    Optional<Path> file =
        Optional.ofNullable(output).map(path -> perennial.surroundings().folder().resolve(path));
    Export.Format as = Export.Format.of(Optional.ofNullable(format), file);
    if (spreadsheet && as != Export.Format.CSV) {
      throw new UsageException("Cannot write " + as + " for a spreadsheet: it reads CSV");
    }
    try (OpenWorkspace open = perennial.openForReading();
        ProgressLine progress = perennial.progress()) {
      Optional<Permit> permit = permission.permit(perennial.surroundings());
      permit.ifPresent(
          p ->
              PermitOption.audit(
                  open.workspace(),
                  p,
                  perennial.surroundings().clock().instant(),
                  "exported",
                  "table " + spec.name()));
      TableViews views =
          new TableViews(open.lake(), open.engine(), at.moment(open), permit.isEmpty());
      Export export = new Export(open.engine(), views, progress, spreadsheet);
      if (file.isEmpty()) {
        export.toStream(spec, as, perennial.surroundings().out());
      } else {
        long rows = export.toFile(spec, as, file.get());
        progress.rest();
        if (perennial.json()) {
          perennial
              .surroundings()
              .out()
              .println(JsonText.of(Map.of("file", file.get().toString(), "rows", rows)));
        }
        perennial.say(Amounts.count(rows, "row") + " in " + output);
      }
    }
    return ExitCode.DONE.number();
  }

  private TableSpec spec() {
    return TableViews.TABLES.stream()
        .filter(spec -> spec.name().equals(table))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown table: "
                        + table
                        + " (must be one of "
                        + TableViews.TABLES.stream()
                            .map(TableSpec::name)
                            .collect(Collectors.joining(", "))
                        + ")"));
  }
}
