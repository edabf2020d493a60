// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Field;
import io.perennial.lake.Folding;
import io.perennial.lake.fold.EventOrder;
import io.perennial.lake.fold.Folder;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/**
 * One fold over one view. Keys are cut into ranges; a worker reads a range into columns, orders it
 * and folds it. Files are sorted by key, so that reading a range skips most row groups. A single
 * key with more events than a range may have is ordered by the engine and streamed, never held.
 */
final class FoldRun<S> {

  private static final long FEWEST_ROWS = 2_048;
  private static final long MOST_ROWS = 2_000_000;

  private final Database database;
  private final Folding<S> folding;
  private final int threads;
  private final FoldInput input;
  private final List<Field> fields;
  private final long target;

  FoldRun(Database database, Folding<S> folding, int threads) {
    this.database = database;
    this.folding = folding;
    this.threads = threads;
    this.input = FoldInput.of(database, folding);
    this.fields = Folder.fields(folding.fold());
    this.target = rowsInMemory();
  }

  /**
   * @param target rows that a worker holds at most
   */
  FoldRun(Database database, Folding<S> folding, int threads, long target) {
    this.database = database;
    this.folding = folding;
    this.threads = threads;
    this.input = FoldInput.of(database, folding);
    this.fields = Folder.fields(folding.fold());
    this.target = target;
  }

  Batches start() {
    Stream<Callable<Batch>> tasks =
        KeyRange.cut(database, input, target).stream().map(range -> () -> fold(range));
    Iterator<Callable<Batch>> each = tasks.iterator();
    return new ParallelBatches(fields, each, () -> input.release(database), threads);
  }

  /** Rows of one range such that all workers' ranges fill an eighth of the heap at most. */
  private long rowsInMemory() {
    double rowBytes = 3 * 8 + 4 * 4;
    for (FoldInput.Input column : input.inputs()) {
      rowBytes += column.kind() == FoldInput.Kind.TEXT ? 64 : 8;
    }
    // each key becomes a row for each as-of instant: with few events per key that is the most of it
    double keyBytes = 8.0 * fields.size() * folding.asOfs().size();
    rowBytes += keyBytes > rowBytes ? keyBytes * input.keysPerRow() : keyBytes;
    double fitting = Runtime.getRuntime().maxMemory() / 8.0 / (threads + 1) / rowBytes;
    return Math.round(Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, fitting)));
  }

  /** About as many rows as a range makes: growing copies all that is there. */
  private int roomFor(KeyRange range) {
    double keys = Math.min(range.rows(), target) * input.keysPerRow() * 1.05;
    return (int) Math.min(1 << 20, 64 + keys * folding.asOfs().size());
  }

  private Batch fold(KeyRange range) throws SQLException {
    Batch out = new Batch(fields, roomFor(range));
    Folder<S> folder = new Folder<>(folding.fold(), folding.asOfs(), out);
    boolean held = range.rows() <= target;
    RangeEvents events =
        new RangeEvents(input.inputs(), held ? Math.toIntExact(range.rows()) + 2_048 : 2_048);
    try (DuckDBConnection connection = database.connect();
        DuckDBPreparedStatement statement =
            connection.prepare(held ? input.sql(range) : input.orderedSql(range));
        DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        events.append(result.chunk());
        if (!held) {
          for (int row = 0; row < events.rows(); row++) {
            events.moveTo(row);
            folder.add(events);
          }
          events.clear();
        }
      }
    }
    if (held) {
      for (int row : EventOrder.of(events.keys(), events.times(), events.ties(), events.rows())) {
        events.moveTo(row);
        folder.add(events);
      }
    }
    folder.end();
    return out;
  }
}
