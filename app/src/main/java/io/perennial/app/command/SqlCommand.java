// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.CsvRows;
import io.perennial.app.print.JsonRows;
import io.perennial.app.print.Rows;
import io.perennial.app.print.TableRows;
import io.perennial.app.query.ReadOnlySql;
import io.perennial.app.query.SqlTrouble;
import io.perennial.app.query.TableViews;
import io.perennial.governance.Permit;
import io.perennial.lake.Batches;
import io.perennial.lake.LakeException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a question in SQL. */
@Command(
    name = "sql",
    header = "Ask a question in SQL.",
    description = {
      "All tables are there under their names: events, claims, quarantine, ingested_files,",
      "erasures, runs. Only queries are run. Times are UTC. DESCRIBE events lists columns.",
      "Without --permit personal data is masked and nothing but these tables is read: no files."
    },
    footer = {
      "",
      "Examples",
      "  perennial sql \"SELECT source, count(*) AS events FROM events GROUP BY source\"",
      "  perennial sql --as-of 2026-01-31 \"SELECT sum(amount) AS turnover FROM events\"",
      "  perennial sql --csv \"FROM runs\" > runs.csv",
      "  perennial sql - < question.sql"
    })
final class SqlCommand implements Callable<Integer> {

  private static final long TABLE_LIMIT = 1000;

  private final Perennial perennial;

  @Parameters(paramLabel = "SQL", description = "One query; - reads it from the standard input.")
  private String sql = "";

  @Option(names = "--csv", description = "Answer in CSV.")
  private boolean csv;

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      description = "Rows at most; 0 for all (default: 1000 in a table, else all).")
  private @Nullable Long limit;

  @Mixin private final AsOfOption at = new AsOfOption();

  @Mixin private final PermitOption permission = new PermitOption();

  SqlCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (csv && perennial.json()) {
      throw new UsageException("Cannot answer in CSV and in JSON: choose one");
    }
    ReadOnlySql query = ReadOnlySql.of(sql.equals("-") ? standardInput() : sql);
    Instant start = perennial.surroundings().clock().instant();
    try (OpenWorkspace open = perennial.openForReading()) {
      Optional<Permit> permit = permission.permit(perennial.surroundings());
      permit.ifPresent(p -> PermitOption.audit(open.workspace(), p, start, "read", "sql"));
      new TableViews(open.lake(), open.engine(), at.moment(open), permit.isEmpty())
          .defineFor(query);
      try (Batches result = open.engine().query(query.text())) {
        Rows.Written written = Rows.write(result, query.names(open.engine()), format(), most());
        Duration took = Duration.between(start, perennial.surroundings().clock().instant());
        foot(written, took);
      }
    } catch (LakeException e) {
      throw SqlTrouble.of(e).map(RuntimeException.class::cast).orElse(e);
    }
    return ExitCode.DONE.number();
  }

  private Rows format() {
    PrintStream out = perennial.surroundings().out();
    return csv ? new CsvRows(out) : perennial.json() ? JsonRows.array(out) : new TableRows(out);
  }

  private long most() {
    if (limit != null) {
      return limit;
    }
    return csv || perennial.json() ? 0 : TABLE_LIMIT;
  }

  private void foot(Rows.Written written, Duration took) {
    if (!csv) {
      perennial.say(
          Amounts.count(written.rows(), "row")
              + (written.more() ? ", and there are more (--limit 0 shows all)" : "")
              + " in "
              + Amounts.time(took));
    }
  }

  private String standardInput() throws IOException {
    return new String(perennial.surroundings().in().readAllBytes(), StandardCharsets.UTF_8);
  }
}
