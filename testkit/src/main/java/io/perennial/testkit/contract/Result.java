// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Field;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole result in memory, for comparing.
 *
 * @param fields its columns
 * @param rows in order; values are Boolean, Long, Double, Instant, String or null
 */
public record Result(List<Field> fields, List<List<@Nullable Object>> rows) {

  /** Reads a stream to its end and closes it. */
  public static Result of(Batches batches) {
    try (batches) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          List<@Nullable Object> values = new ArrayList<>();
          for (int column = 0; column < batch.fields().size(); column++) {
            values.add(value(batch, column, row));
          }
          rows.add(Collections.unmodifiableList(values));
        }
      }
      return new Result(List.copyOf(batches.fields()), Collections.unmodifiableList(rows));
    }
  }

  /** The values of one column. */
  public List<@Nullable Object> column(String name) {
    int index = fields.stream().map(Field::name).toList().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("Unknown column: " + name + " (there are " + fields + ")");
    }
    List<@Nullable Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.get(index)));
    return values;
  }

  /** The only value of a result of one row and one column. */
  public @Nullable Object only() {
    if (rows.size() != 1 || fields.size() != 1) {
      throw new IllegalStateException(
          "Cannot tell the only value: there are "
              + rows.size()
              + " rows of "
              + fields.size()
              + " columns");
    }
    return rows.get(0).get(0);
  }

  private static @Nullable Object value(Batch batch, int column, int row) {
    if (batch.isNull(column, row)) {
      return null;
    }
    return switch (batch.fields().get(column).type()) {
      case BOOLEAN -> batch.longs(column)[row] != 0;
      case LONG -> batch.longs(column)[row];
      case TIMESTAMP -> Instant.EPOCH.plus(batch.longs(column)[row], ChronoUnit.MICROS);
      case DOUBLE, DECIMAL -> batch.doubles(column)[row];
      case STRING -> batch.texts(column)[row];
    };
  }
}
