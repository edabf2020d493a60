// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Field;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A few rows with the names of their columns. A value is a Long, Double, Boolean, String, Instant,
 * or null.
 */
public final class Rows {

  private final List<Field> fields;
  private final List<@Nullable Object[]> rows;

  Rows(List<Field> fields, List<@Nullable Object[]> rows) {
    this.fields = List.copyOf(fields);
    this.rows = rows;
  }

  /** No rows. */
  static Rows none(List<Field> fields) {
    return new Rows(fields, List.of());
  }

  /** All rows of a stream, which is closed: for small answers. */
  public static Rows of(Batches batches) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (batches) {
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          rows.add(row(batch, row, 0));
        }
      }
      return new Rows(batches.fields(), rows);
    }
  }

  /** A row of a batch from its column {@code from} on. */
  static @Nullable Object[] row(Batch batch, int row, int from) {
    List<Field> fields = batch.fields();
    @Nullable Object[] values = new @Nullable Object[fields.size() - from];
    for (int column = from; column < fields.size(); column++) {
      if (!batch.isNull(column, row)) {
        values[column - from] =
            switch (fields.get(column).type()) {
              case LONG -> batch.longs(column)[row];
              case BOOLEAN -> batch.longs(column)[row] != 0;
              case TIMESTAMP -> instant(batch.longs(column)[row]);
              case DOUBLE, DECIMAL -> batch.doubles(column)[row];
              case STRING -> batch.texts(column)[row];
            };
      }
    }
    return values;
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The columns. */
  public List<Field> fields() {
    return fields;
  }

  /** How many rows. */
  public int size() {
    return rows.size();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The same without the first column, at most so many rows. */
  Rows withoutFirstColumn(int most) {
    return new Rows(
        fields.subList(1, fields.size()),
        rows.stream().limit(most).map(row -> Arrays.copyOfRange(row, 1, row.length)).toList());
  }

  /** Where the column of a name stands; -1 for none. */
  public int column(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** A value. */
  public @Nullable Object value(int row, int column) {
    return rows.get(row)[column];
  }

  /** A row by name, without what is null. */
  public Map<String, Object> map(int row) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      Object value = rows.get(row)[i];
      if (value != null) {
        map.put(fields.get(i).name(), value);
      }
    }
    return map;
  }
}
