// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import io.perennial.domain.AsOf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fold that notices every event, every value and their order, and the plain way to its result.
 */
public final class SampleFold implements Fold<SampleFold.State> {
  private static final long serialVersionUID = 1;

  /** The columns of a table of {@link Row}s. */
  public static final List<Field> FIELDS =
      List.of(
          new Field("k", ColumnType.LONG),
          new Field("t", ColumnType.TIMESTAMP),
          new Field("tie", ColumnType.LONG),
          new Field("amount", ColumnType.DOUBLE),
          new Field("product", ColumnType.STRING),
          new Field("score", ColumnType.LONG));

  /** An event; key and time are null where a table may have them so. */
  public record Row(
      @Nullable Long key,
      @Nullable Long time,
      long tie,
      @Nullable Double amount,
      @Nullable String product,
      @Nullable Long score) {}

  /** A row of the result, the sum as its bits. */
  public record Result(long key, long asOf, long events, long sumBits, String last, long trace) {}

  /** What is known of a key. */
  public static final class State {
    private long events;
    private double sum;
    private String last = "";
    private long trace;
  }

  /** The fold over a table of rows called {@code over}. */
  public static Folding<State> over(String over, List<AsOf> asOfs) {
    return new Folding<>(new SampleFold(), over, "k", "t", java.util.Optional.of("tie"), asOfs);
  }

  @Override
  public List<String> reads() {
    return List.of("amount", "product", "score");
  }

  @Override
  public List<Field> writes() {
    return List.of(
        new Field("events", ColumnType.LONG),
        new Field("sum", ColumnType.DOUBLE),
        new Field("last", ColumnType.STRING),
        new Field("trace", ColumnType.LONG));
  }

  @Override
  public State start() {
    return new State();
  }

  @Override
  public void add(State state, EventRow event) {
    state.events++;
    if (!event.isNull(0)) {
      state.sum += event.doubleAt(0);
    }
    if (!event.isNull(1)) {
      state.last = event.textAt(1);
    }
    state.trace =
        trace(
            state.trace,
            event.atMicros(),
            event.isNull(0) ? 17 : Double.doubleToLongBits(event.doubleAt(0)),
            event.isNull(1) ? 19 : event.textAt(1).hashCode(),
            event.isNull(2) ? 23 : event.longAt(2));
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    out.setLong(0, state.events);
    out.setDouble(1, state.sum);
    out.setText(2, state.last);
    out.setLong(3, state.trace);
  }

  private static long trace(long before, long... values) {
    long trace = before;
    for (long value : values) {
      trace = (trace ^ value) * 0x9E3779B97F4A7C15L + 1;
    }
    return trace;
  }

  /** The rows as a table for an engine. */
  public static Batch table(List<Row> rows) {
    Batch batch = new Batch(FIELDS, rows.size());
    for (Row row : rows) {
      int at = batch.addRow();
      setLong(batch, 0, at, row.key());
      setLong(batch, 1, at, row.time());
      batch.setLong(2, at, row.tie());
      if (row.amount() != null) {
        batch.setDouble(3, at, row.amount());
      }
      if (row.product() != null) {
        batch.setText(4, at, row.product());
      }
      setLong(batch, 5, at, row.score());
    }
    return batch;
  }

  private static void setLong(Batch batch, int column, int row, @Nullable Long value) {
    if (value != null) {
      batch.setLong(column, row, value);
    }
  }

  /** What the fold should make of the rows: group, sort, filter, add up, once for each as-of. */
  public static List<Result> plainly(List<Row> rows, List<AsOf> asOfs) {
    Map<Long, List<Row>> byKey = new TreeMap<>();
    for (Row row : rows) {
      if (row.key() != null && row.time() != null) {
        byKey.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row);
      }
    }
    List<Result> results = new ArrayList<>();
    byKey.forEach(
        (key, events) -> {
          events.sort(Comparator.comparing(Row::time).thenComparing(Row::tie));
          for (AsOf asOf : asOfs) {
            List<Row> known = events.stream().filter(e -> e.time() < asOf.micros()).toList();
            if (!known.isEmpty()) {
              results.add(result(key, asOf, known));
            }
          }
        });
    return results;
  }

  private static Result result(long key, AsOf asOf, List<Row> known) {
    double sum = 0;
    String last = "";
    long trace = 0;
    for (Row row : known) {
      sum += row.amount() == null ? 0 : row.amount();
      last = row.product() == null ? last : row.product();
      trace =
          trace(
              trace,
              row.time(),
              row.amount() == null ? 17 : Double.doubleToLongBits(row.amount()),
              row.product() == null ? 19 : row.product().hashCode(),
              row.score() == null ? 23 : row.score());
    }
    return new Result(key, asOf.micros(), known.size(), Double.doubleToLongBits(sum), last, trace);
  }

  /** The result of an engine, in its order. */
  public static List<Result> results(Batches batches) {
    List<Result> results = new ArrayList<>();
    try (batches) {
      while (batches.next()) {
        results.addAll(results(batches.batch()));
      }
    }
    return results;
  }

  /** The rows of a batch. */
  public static List<Result> results(Batch batch) {
    List<Result> results = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      results.add(
          new Result(
              batch.longs(0)[row],
              batch.longs(1)[row],
              batch.longs(2)[row],
              Double.doubleToLongBits(batch.doubles(3)[row]),
              batch.texts(4)[row],
              batch.longs(5)[row]));
    }
    return results;
  }
}
