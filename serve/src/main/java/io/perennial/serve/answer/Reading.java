// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.serve.Refusal;
import io.perennial.serve.index.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks the tables at one set of snapshots, which stand as views under their own names. A few
 * questions at a time, since each takes the engine's threads and memory; who waits too long is told
 * to come again.
 */
final class Reading {

  private static final int AT_ONCE = 3;
  private static final long PATIENCE_SECONDS = 3;

  private final PinnedLake lake;
  private final Engine engine;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final Optional<Instant> asOf;

  Reading(PinnedLake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
    for (TableSpec table : Tables.ALL) {
      engine.view(table.name(), lake.table(table).scan());
    }
    Rows newest = rows("SELECT max(f.as_of) AS as_of FROM features f");
    this.asOf = Optional.ofNullable((Instant) newest.value(0, 0));
  }

  PinnedLake lake() {
    return lake;
  }

  Engine engine() {
    return engine;
  }

  /** The instant that customers are known as of; empty before features were computed. */
  Optional<Instant> asOf() {
    return asOf;
  }

  /** The rows of a small answer. */
  Rows rows(String sql) {
    return taking(() -> Rows.of(engine.query(sql)));
  }

  /** The rows of a small answer to a question with values. */
  Rows rows(SqlStep step, Map<String, ?> values) {
    return taking(() -> Rows.of(engine.query(step, values)));
  }

  /** The same as records. */
  <T extends Record> List<T> list(Class<T> type, SqlStep step, Map<String, ?> values) {
    return RecordRows.of(type).all(rows(step, values));
  }

  /**
   * The columns that a record has, of a table.
   *
   * @param rest of the question, from the name of the table on
   */
  <T extends Record> List<T> list(Class<T> type, String rest) {
    RecordRows<T> records = RecordRows.of(type);
    return records.all(rows("SELECT " + records.columns() + " FROM " + rest));
  }

  /**
   * The same with values: {@code :name} stands for each.
   *
   * @param rest of the question, from the name of the table on
   */
  <T extends Record> List<T> list(Class<T> type, String rest, Map<String, ?> values) {
    RecordRows<T> records = RecordRows.of(type);
    return records.all(rows(question("SELECT " + records.columns() + " FROM " + rest), values));
  }

  /** A question with values. */
  static SqlStep question(String sql) {
    return SqlStep.ofText("answer", "-- writes view answer\n" + sql);
  }

  /** A stream, which takes a turn until it is closed. */
  Batches stream(String sql) {
    turn();
    Batches rows;
    try {
      rows = engine.query(sql);
    } catch (RuntimeException e) {
      turns.release();
      throw e;
    }
    return new Released(rows, turns);
  }

  private <T> T taking(Supplier<T> work) {
    turn();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private void turn() {
    try {
      if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Refusal.notReady("Cannot answer now: too many questions at once; ask again soon");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.notReady("Cannot answer now: the server is stopping");
    }
  }

  /** Rows that give their turn back. */
  private record Released(Batches rows, Semaphore turns) implements Batches {

    @Override
    public List<Field> fields() {
      return rows.fields();
    }

    @Override
    public boolean next() {
      return rows.next();
    }

    @Override
    public Batch batch() {
      return rows.batch();
    }

    @Override
    public void close() {
      try {
        rows.close();
      } finally {
        turns.release();
      }
    }
  }
}
