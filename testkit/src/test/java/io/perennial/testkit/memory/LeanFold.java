// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.memory;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Fold;
import io.perennial.lake.Folding;
import io.perennial.lake.RowWriter;
import io.perennial.lake.duckdb.DuckDbEngine;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.LongStream;

/** A process with a small heap that folds a large table, and prints what it found. */
final class LeanFold {

  private static final int BATCH = 16_384;

  private static final List<Field> FIELDS =
      List.of(
          new Field("k", ColumnType.LONG),
          new Field("t", ColumnType.TIMESTAMP),
          new Field("amount", ColumnType.DOUBLE),
          new Field("note", ColumnType.STRING));

  private LeanFold() {}

  /**
   * Arguments: a folder to spill to, rows, threads, keys, as-of instants. A quarter of the rows has
   * one key, the others take turns.
   */
  public static void main(String[] arguments) {
    long rows = Long.parseLong(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    long turns = Long.parseLong(arguments[3]);
    List<AsOf> asOfs =
        LongStream.range(0, Long.parseLong(arguments[4]))
            .mapToObj(i -> new AsOf(rows + i))
            .toList();
    try (Engine engine =
        DuckDbEngine.open(
            new EngineSettings(256L << 20, threads, Path.of(arguments[0]), Map.of()))) {
      engine.load("events", Batches.of(FIELDS, new Rows(rows, turns)));
      Folding<long[]> folding =
          new Folding<>(new Count(), "events", "k", "t", Optional.empty(), asOfs);
      long keys = 0;
      long events = 0;
      long notes = 0;
      long largest = 0;
      try (Batches result = engine.fold(folding)) {
        while (result.next()) {
          Batch batch = result.batch();
          for (int i = 0; i < batch.rows(); i++) {
            keys++;
            events += batch.longs(2)[i];
            notes += batch.longs(3)[i];
            largest = Math.max(largest, batch.longs(2)[i]);
          }
        }
      }
      System.out.printf("rows %d events %d notes %d largest %d%n", keys, events, notes, largest);
      System.out.flush();
    }
  }

  /** Rows made as they are asked for, into one batch again and again. */
  private static final class Rows implements Iterator<Batch> {
    private final long rows;
    private final long turns;
    private final Batch batch = new Batch(FIELDS, BATCH);
    private long made;

    Rows(long rows, long turns) {
      this.rows = rows;
      this.turns = turns;
    }

    @Override
    public boolean hasNext() {
      return made < rows;
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      batch.clear();
      while (made < rows && batch.rows() < BATCH) {
        int row = batch.addRow();
        batch.setLong(0, row, made % 4 == 0 ? -1 : made % turns);
        batch.setLong(1, row, made);
        batch.setDouble(2, row, made * 0.5);
        batch.setText(3, row, "a note of its own: " + made);
        made++;
      }
      return batch;
    }
  }

  /** Counts events and notes. */
  private static final class Count implements Fold<long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public List<String> reads() {
      return List.of("amount", "note");
    }

    @Override
    public List<Field> writes() {
      return List.of(new Field("events", ColumnType.LONG), new Field("notes", ColumnType.LONG));
    }

    @Override
    public long[] start() {
      return new long[2];
    }

    @Override
    public void add(long[] state, EventRow event) {
      state[0]++;
      state[1] += event.textAt(1).isEmpty() ? 0 : 1;
    }

    @Override
    public void read(long[] state, AsOf asOf, RowWriter out) {
      out.setLong(0, state[0]);
      out.setLong(1, state[1]);
    }
  }
}
