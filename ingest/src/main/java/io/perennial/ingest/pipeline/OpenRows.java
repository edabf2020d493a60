// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.OpenGroup;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rows of quarantine that are still to be mended: those of the newest reading of their file.
 * What an earlier reading could not take is settled by the newest one, whatever that made of it.
 */
public final class OpenRows implements AutoCloseable {

  private static final SqlStep STATES = SqlStep.of(OpenRows.class, "file_states");
  private static final SqlStep OPEN = SqlStep.of(OpenRows.class, "open_rows");
  private static final SqlStep GROUPS = SqlStep.of(OpenRows.class, "open_groups");
  private static final SqlStep VALUES = SqlStep.of(OpenRows.class, "open_values");
  private static final SqlStep LISTED = SqlStep.of(OpenRows.class, "open_listed");
  private static final SqlStep FILES = SqlStep.of(OpenRows.class, "open_files");

  /** So many different values are tried. */
  private static final int TRIED = 200;

  private final Engine engine;

  /** Those of the newest snapshots. */
  public OpenRows(Lake lake, Engine engine) {
    this.engine = engine;
    engine.view("read_files", lake.table(Tables.INGESTED_FILES).scan());
    engine.view("quarantined", lake.table(Tables.QUARANTINE).scan());
    engine.run(STATES, Map.of());
    engine.run(OPEN, Map.of());
  }

  /** By source, reason and field; within a source the most frequent first. */
  public List<OpenGroup> groups() {
    Map<List<String>, List<String>> values = values();
    List<OpenGroup> groups = new ArrayList<>();
    engine.run(GROUPS, Map.of());
    try (Batches rows =
        engine.query(
            "SELECT source, reason, field, file, value, advice, n, rows_read, line"
                + " FROM open_groups ORDER BY source, n DESC, reason, field")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          groups.add(group(batch, row, values));
        }
      }
    }
    return groups;
  }

  private static OpenGroup group(Batch batch, int row, Map<List<String>, List<String>> values) {
    List<String> key = List.of(text(batch, 0, row), text(batch, 1, row), text(batch, 2, row));
    long rows = batch.longs(6)[row];
    return new OpenGroup(
        key.get(0),
        key.get(1),
        key.get(2),
        rows,
        (double) rows / (double) Math.max(1, batch.longs(7)[row]),
        text(batch, 3, row),
        batch.longs(8)[row],
        text(batch, 4, row),
        text(batch, 5, row),
        problem(key.get(1), key.get(2))
            .flatMap(problem -> Repair.line(problem.word(), values.getOrDefault(key, List.of()))));
  }

  private static Optional<RowProblem> problem(String reason, String field) {
    return Arrays.stream(RowProblem.values())
        .filter(problem -> problem.reason().equals(reason) && problem.field().equals(field))
        .findFirst();
  }

  private Map<List<String>, List<String>> values() {
    Map<List<String>, List<String>> values = new LinkedHashMap<>();
    engine.run(VALUES, Map.of("most", (long) TRIED));
    try (Batches rows =
        engine.query(
            "SELECT source, reason, field, value FROM open_values"
                + " ORDER BY source, reason, field, place")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          values
              .computeIfAbsent(
                  List.of(text(batch, 0, row), text(batch, 1, row), text(batch, 2, row)),
                  key -> new ArrayList<>())
              .add(text(batch, 3, row));
        }
      }
    }
    return values;
  }

  /**
   * The rows in the order of source, file and line: source, file, line, field, value, reason,
   * advice, seen_at.
   *
   * @param groups whose rows
   */
  public Batches rows(Collection<OpenGroup> groups) {
    Batch asked =
        new Batch(
            List.of(
                new Field("source", ColumnType.STRING),
                new Field("reason", ColumnType.STRING),
                new Field("field", ColumnType.STRING)),
            groups.size());
    for (OpenGroup group : groups) {
      int row = asked.addRow();
      asked.setText(0, row, group.source());
      asked.setText(1, row, group.reason());
      asked.setText(2, row, group.field());
    }
    engine.load("asked_groups", Batches.of(asked));
    engine.run(LISTED, Map.of());
    return engine.query(
        "SELECT source, file, line, field, value, reason, advice, seen_at FROM open_listed"
            + " ORDER BY source, file, line, field");
  }

  /** How many there are by source, then file. */
  Map<String, Map<String, Long>> files() {
    Map<String, Map<String, Long>> files = new TreeMap<>();
    engine.run(FILES, Map.of());
    try (Batches rows = engine.query("SELECT source, file, n FROM open_files")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          files
              .computeIfAbsent(batch.texts(0)[row], source -> new TreeMap<>())
              .put(batch.texts(1)[row], batch.longs(2)[row]);
        }
      }
    }
    return files;
  }

  private static String text(Batch batch, int column, int row) {
    return batch.isNull(column, row) ? "" : batch.texts(column)[row];
  }

  /** Drops what the engine holds of them. */
  @Override
  public void close() {
    List.of(
            "open_files",
            "open_listed",
            "asked_groups",
            "open_values",
            "open_groups",
            "open_rows",
            "file_states",
            "quarantined",
            "read_files")
        .forEach(engine::drop);
  }
}
