// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import io.perennial.domain.AsOf;
import io.perennial.governance.Provenance;
import io.perennial.governance.Run;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeException;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The record of runs: the lake's table of that name. */
public final class RunLog {

  private static final String TABLE = "perennial_run";
  private static final String VIEW = "perennial_runs";

  /** Written before a run's id, so that a batch of the table is one run. */
  private static final String BATCH = "run-";

  private final Lake lake;
  private final Engine engine;

  public RunLog(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
  }

  /** Whether a run of that id is in the log. Cheap. */
  public boolean holds(String runId) {
    return table().holds(BATCH + runId);
  }

  /** A run of which it is written that it began, and where. */
  record Begun(String runId, List<DataFile> files) {}

  /**
   * Adds a run that begins: it stays so in the table if it never ends. Costs a file and a commit,
   * as does its end.
   *
   * @param run as it is known by then
   */
  Begun begin(Run run) {
    LakeTable table = table();
    List<WrittenFile> files = write(run, table);
    table.append(BATCH + run.id(), files, Map.of("step", run.step()));
    return new Begun(run.id(), files.stream().map(WrittenFile::file).toList());
  }

  /** Puts how a run ended in the place of its beginning. */
  void end(Begun begun, Run run) {
    if (!begun.runId().equals(run.id())) {
      throw new IllegalArgumentException(
          "Cannot end run " + begun.runId() + " as " + run.id() + ": they are two");
    }
    LakeTable table = table();
    Snapshot base =
        table
            .snapshot()
            .orElseThrow(
                () -> new LakeException("Cannot end run " + run.id() + ": it was not begun"));
    table.replace(base, begun.files(), write(run, table), LakeTable.Reason.REBUILD);
  }

  private List<WrittenFile> write(Run run, LakeTable table) {
    Batch batch = new Batch(Tables.RUNS.columns().stream().map(Column::field).toList(), 1);
    fill(batch, run);
    engine.load(TABLE, Batches.of(batch));
    try {
      return engine.write("SELECT * FROM " + TABLE, FileTarget.of(table));
    } finally {
      engine.drop(TABLE);
    }
  }

  /** The latest run of a step that was done; empty when none was. */
  public Optional<Run> lastDone(String step) {
    List<Run> done =
        read(List.of(new Filter.Text("step", step), new Filter.Text("outcome", "done")), 1);
    return done.stream().findFirst();
  }

  /** The latest run of a step, however it ended, or did not; empty when none was. */
  public Optional<Run> last(String step) {
    return read(List.of(new Filter.Text("step", step)), 1).stream().findFirst();
  }

  /** The newest {@code most} runs of all steps, newest first. */
  public List<Run> latest(int most) {
    return read(List.of(), most);
  }

  private List<Run> read(List<Filter> filters, int most) {
    LakeTable table = table();
    if (table.snapshot().isEmpty()) {
      return List.of();
    }
    engine.view(VIEW, table.scan(filters.toArray(Filter[]::new)));
    List<Run> runs = new ArrayList<>();
    try (Batches rows =
        engine.query(
            "SELECT run_id, step, started_at, seconds, outcome, inputs, settings, seed,"
                + " code_version, rows_read, rows_written, figures, message FROM "
                + VIEW
                + " ORDER BY started_at DESC NULLS LAST, run_id DESC NULLS LAST LIMIT "
                + most)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          runs.add(run(rows.batch(), i));
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    return runs;
  }

  private LakeTable table() {
    return lake.table(Tables.RUNS);
  }

  private static void fill(Batch batch, Run run) {
    int row = batch.addRow();
    text(batch, row, "run_id", run.id());
    text(batch, row, "step", run.step());
    number(batch, row, "started_at", AsOf.of(run.startedAt()).micros());
    batch.setDouble(batch.index("seconds"), row, run.took().toNanos() / 1e9);
    text(batch, row, "outcome", run.outcome().name().toLowerCase(Locale.ROOT));
    text(batch, row, "inputs", RunJson.of(run.provenance().inputs()));
    text(batch, row, "settings", run.provenance().settings());
    number(batch, row, "seed", run.provenance().seed());
    text(batch, row, "code_version", run.provenance().codeVersion());
    number(batch, row, "rows_read", run.rowsRead());
    number(batch, row, "rows_written", run.rowsWritten());
    text(batch, row, "figures", RunJson.of(run.figures()));
    text(batch, row, "message", run.message());
  }

  private static void text(Batch batch, int row, String column, String value) {
    batch.setText(batch.index(column), row, value);
  }

  private static void number(Batch batch, int row, String column, long value) {
    batch.setLong(batch.index(column), row, value);
  }

  private static Run run(Batch batch, int row) {
    return new Run(
        text(batch, row, "run_id"),
        text(batch, row, "step"),
        new AsOf(number(batch, row, "started_at")).instant(),
        Duration.ofNanos(Math.round(batch.doubles(batch.index("seconds"))[row] * 1e9)),
        Run.Outcome.valueOf(text(batch, row, "outcome").toUpperCase(Locale.ROOT)),
        new Provenance(
            RunJson.longs(text(batch, row, "inputs")),
            text(batch, row, "settings"),
            number(batch, row, "seed"),
            text(batch, row, "code_version")),
        number(batch, row, "rows_read"),
        number(batch, row, "rows_written"),
        RunJson.doubles(text(batch, row, "figures")),
        text(batch, row, "message"));
  }

  private static String text(Batch batch, int row, String column) {
    int at = batch.index(column);
    return batch.isNull(at, row) ? "" : batch.texts(at)[row];
  }

  private static long number(Batch batch, int row, String column) {
    int at = batch.index(column);
    if (batch.fields().get(at).type() != ColumnType.LONG
        && batch.fields().get(at).type() != ColumnType.TIMESTAMP) {
      throw new IllegalArgumentException("Invalid column " + column + " (must hold whole numbers)");
    }
    return batch.longs(at)[row];
  }
}
