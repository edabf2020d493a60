// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.FileOutcome;
import io.perennial.ingest.sniff.PieceColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import io.perennial.lake.TextFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The small tables that a batch hands to the engine: its files, its broken lines, what is wrong.
 */
final class GivenTables {

  private final Engine engine;
  private final String source;
  private final FileGroup group;

  GivenTables(Engine engine, String source, FileGroup group) {
    this.engine = engine;
    this.source = source;
    this.group = group;
  }

  /** {@code ingest_files}: the group's files and their numbers, counting from 1. */
  void loadFiles() {
    Batch files =
        new Batch(
            List.of(
                new Field("file_no", ColumnType.LONG),
                new Field("path", ColumnType.STRING),
                new Field("name", ColumnType.STRING)),
            group.files().size());
    for (int i = 0; i < group.files().size(); i++) {
      int row = files.addRow();
      files.setLong(0, row, i + 1L);
      files.setText(1, row, group.files().get(i).path().toString());
      files.setText(2, row, group.files().get(i).name());
    }
    engine.load("ingest_files", Batches.of(files));
  }

  /** The number of the file that the engine read from {@code path}. */
  int fileNo(String path) {
    for (int i = 0; i < group.files().size(); i++) {
      if (group.files().get(i).path().toString().equals(path)) {
        return i + 1;
      }
    }
    throw new IllegalStateException("Cannot tell which file a line is of: " + path);
  }

  /** {@code ingest_problems}: what can be wrong with a row, in words. */
  void loadProblems() {
    Batch problems =
        new Batch(
            List.of(
                new Field("problem", ColumnType.STRING),
                new Field("field", ColumnType.STRING),
                new Field("reason", ColumnType.STRING),
                new Field("advice", ColumnType.STRING),
                new Field("mask", ColumnType.STRING)),
            RowProblem.values().length);
    for (RowProblem problem : RowProblem.values()) {
      int row = problems.addRow();
      problems.setText(0, row, problem.word());
      problems.setText(1, row, problem.field());
      problems.setText(2, row, problem.reason());
      problems.setText(3, row, problem.advice());
      problems.setText(4, row, problem.mask());
    }
    engine.load("ingest_problems", Batches.of(problems));
  }

  /** {@code ingest_broken}: lines that could not be split, by data row. */
  void loadBroken(List<BrokenLine> broken) {
    int before =
        group.format() instanceof TextFormat.Csv csv ? csv.skip() + (csv.header() ? 1 : 0) : 0;
    Batch lines =
        new Batch(
            List.of(
                new Field("file_no", ColumnType.LONG),
                new Field("line", ColumnType.LONG),
                new Field("reason", ColumnType.STRING)),
            broken.size());
    for (BrokenLine line : broken) {
      int row = lines.addRow();
      lines.setLong(0, row, fileNo(line.file()));
      lines.setLong(1, row, line.line() == 0 ? 0 : Math.max(1, line.line() - before));
      lines.setText(2, row, line.reason());
    }
    engine.load("ingest_broken", Batches.of(lines));
  }

  /** {@code ingest_outcomes}: one row a file for the table of files that were read. */
  void loadOutcomes(List<FileOutcome> outcomes, String identity, String batchId, Instant now) {
    Batch rows =
        new Batch(
            Tables.INGESTED_FILES.columns().stream().map(Column::field).toList(), outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      FileOutcome outcome = outcomes.get(i);
      InputFile file = group.files().get(i);
      int row = rows.addRow();
      rows.setText(rows.index("source"), row, source);
      rows.setText(rows.index("file"), row, file.name());
      rows.setText(rows.index("fingerprint"), row, file.fingerprint() + "-" + identity);
      rows.setLong(rows.index("bytes"), row, file.bytes());
      rows.setLong(rows.index("rows_read"), row, outcome.read());
      rows.setLong(rows.index("rows_kept"), row, outcome.kept());
      rows.setLong(rows.index("rows_duplicate"), row, outcome.duplicate());
      rows.setLong(rows.index("rows_quarantined"), row, outcome.quarantined());
      rows.setLong(rows.index("rows_erased"), row, outcome.erased());
      rows.setLong(rows.index("rows_left_out"), row, outcome.leftOut());
      rows.setLong(rows.index("rows_repeated"), row, outcome.repeated());
      rows.setText(rows.index("columns"), row, PieceColumns.of(file.shape()).toString());
      rows.setLong(rows.index("read_at"), row, ChronoUnit.MICROS.between(Instant.EPOCH, now));
      rows.setText(rows.index("batch_id"), row, batchId);
    }
    engine.load("ingest_outcomes", Batches.of(rows));
  }
}
