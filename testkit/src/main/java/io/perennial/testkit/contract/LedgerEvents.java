// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Folding;
import io.perennial.lake.RowWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events for {@link LedgerFold}, and what the fold makes of them when done the plain way. */
final class LedgerEvents {

  private static final List<Field> FIELDS =
      List.of(
          new Field("who", ColumnType.LONG),
          new Field("happened_at", ColumnType.TIMESTAMP),
          new Field("tie", ColumnType.LONG),
          new Field("amount", ColumnType.DOUBLE),
          new Field("kind", ColumnType.STRING),
          new Field("units", ColumnType.LONG),
          new Field("ok", ColumnType.BOOLEAN),
          new Field("seen_at", ColumnType.TIMESTAMP),
          new Field("money", ColumnType.DECIMAL));

  /** An event; columns are those that the fold reads. */
  record LedgerEvent(
      @Nullable Long who, @Nullable Long at, long tie, List<@Nullable Object> columns)
      implements EventRow {

    @Override
    public long key() {
      return who == null ? 0 : who;
    }

    @Override
    public long atMicros() {
      return at == null ? 0 : at;
    }

    @Override
    public boolean isNull(int column) {
      return columns.get(column) == null;
    }

    @Override
    public long longAt(int column) {
      Object value = columns.get(column);
      return value instanceof Boolean truth ? (truth ? 1 : 0) : value == null ? 0 : (Long) value;
    }

    @Override
    public double doubleAt(int column) {
      Object value = columns.get(column);
      return value == null ? Double.NaN : (Double) value;
    }

    @Override
    public String textAt(int column) {
      Object value = columns.get(column);
      return value == null ? "" : (String) value;
    }
  }

  private LedgerEvents() {}

  /** Events of a few keys and of one with many, in no order, with ties and nulls. */
  static List<LedgerEvent> random(int count, long seed) {
    Random random = new Random(seed);
    List<LedgerEvent> events = new ArrayList<>();
    long start = micros("2025-01-01T00:00:00Z");
    for (int i = 0; i < count; i++) {
      boolean big = random.nextInt(4) == 0;
      Long who = big ? Long.valueOf(77) : Long.valueOf(random.nextInt(count / 20 + 1) * 7L - 99);
      long at = start + random.nextInt(400) * 86_400_000_000L + random.nextInt(3);
      List<@Nullable Object> columns = new ArrayList<>();
      columns.add(random.nextInt(9) == 0 ? null : (Object) (random.nextGaussian() * 100));
      columns.add(random.nextInt(9) == 0 ? null : "k" + random.nextInt(12));
      columns.add(random.nextInt(9) == 0 ? null : (Object) (long) random.nextInt(50));
      columns.add(random.nextInt(9) == 0 ? null : (Object) random.nextBoolean());
      columns.add(random.nextInt(9) == 0 ? null : (Object) (at - random.nextInt(1_000_000)));
      columns.add(
          random.nextInt(9) == 0 ? null : (Object) ((random.nextInt(2_000_000) - 500_000) / 1e4));
      events.add(
          new LedgerEvent(
              random.nextInt(50) == 0 ? null : who,
              random.nextInt(50) == 0 ? null : at,
              i,
              Collections.unmodifiableList(columns)));
    }
    Collections.shuffle(events, random);
    return events;
  }

  /** An event with only an amount and a kind. */
  static LedgerEvent event(long who, String at, long tie, double amount, String kind) {
    List<@Nullable Object> columns = new ArrayList<>();
    columns.add(amount);
    columns.add(kind);
    columns.addAll(Collections.nCopies(4, null));
    return new LedgerEvent(who, micros(at), tie, Collections.unmodifiableList(columns));
  }

  static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }

  static AsOf asOf(String instant) {
    return AsOf.of(Instant.parse(instant));
  }

  /** The fold over the table {@code over} of such events. */
  static Folding<LedgerFold.Ledger> folding(String over, AsOf... asOfs) {
    return new Folding<>(
        new LedgerFold(), over, "who", "happened_at", Optional.of("tie"), List.of(asOfs));
  }

  static Batches batches(List<LedgerEvent> events) {
    Batch batch = new Batch(FIELDS, events.size());
    for (LedgerEvent event : events) {
      int row = batch.addRow();
      if (event.who() != null) {
        batch.setLong(0, row, event.who());
      }
      if (event.at() != null) {
        batch.setLong(1, row, event.at());
      }
      batch.setLong(2, row, event.tie());
      for (int column = 0; column < 6; column++) {
        if (!event.isNull(column)) {
          switch (FIELDS.get(column + 3).type()) {
            case DOUBLE, DECIMAL -> batch.setDouble(column + 3, row, event.doubleAt(column));
            case STRING -> batch.setText(column + 3, row, event.textAt(column));
            case BOOLEAN, LONG, TIMESTAMP -> batch.setLong(column + 3, row, event.longAt(column));
          }
        }
      }
    }
    return Batches.of(batch);
  }

  /** What the fold must make of the events: the definition, with nothing clever in it. */
  static List<List<@Nullable Object>> expected(List<LedgerEvent> events, AsOf... asOfs) {
    Map<Long, List<LedgerEvent>> byKey = new TreeMap<>();
    for (LedgerEvent event : events) {
      if (event.who() != null && event.at() != null) {
        byKey.computeIfAbsent(event.who(), key -> new ArrayList<>()).add(event);
      }
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    LedgerFold fold = new LedgerFold();
    byKey.forEach(
        (key, own) -> {
          own.sort(Comparator.comparing(LedgerEvent::atMicros).thenComparing(LedgerEvent::tie));
          for (AsOf asOf : asOfs) {
            List<LedgerEvent> known =
                own.stream().filter(event -> asOf.knows(event.atMicros())).toList();
            if (!known.isEmpty()) {
              LedgerFold.Ledger ledger = fold.start();
              known.forEach(event -> fold.add(ledger, event));
              Row row = new Row(key, asOf, fold.writes());
              fold.read(ledger, asOf, row);
              rows.add(Collections.unmodifiableList(row.values));
            }
          }
        });
    return rows;
  }

  /** A row of the result as {@link Result} has it. */
  private static final class Row implements RowWriter {
    private final List<@Nullable Object> values = new ArrayList<>();
    private final List<Field> fields;

    Row(long key, AsOf asOf, List<Field> fields) {
      this.fields = fields;
      values.add(key);
      values.add(asOf.instant());
      values.addAll(Collections.nCopies(fields.size(), null));
    }

    @Override
    public void setLong(int column, long value) {
      values.set(
          column + 2,
          switch (fields.get(column).type()) {
            case BOOLEAN -> value != 0;
            case TIMESTAMP -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
            case LONG, DOUBLE, DECIMAL, STRING -> value;
          });
    }

    @Override
    public void setDouble(int column, double value) {
      values.set(column + 2, Double.isNaN(value) ? null : value);
    }

    @Override
    public void setText(int column, String value) {
      values.set(column + 2, value);
    }
  }
}
