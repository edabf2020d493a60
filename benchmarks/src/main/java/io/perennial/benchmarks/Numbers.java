// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/** Made-up columns of one type: the same values by SQL and by Java. */
enum Numbers {
  DOUBLES(ColumnType.DOUBLE, "DOUBLE", 8),
  LONGS(ColumnType.LONG, "BIGINT", 8),
  STRINGS(ColumnType.STRING, "VARCHAR", 4);

  private static final int BATCH_ROWS = 16_384;

  private final ColumnType type;
  private final String sqlType;
  private final int columns;

  Numbers(ColumnType type, String sqlType, int columns) {
    this.type = type;
    this.sqlType = sqlType;
    this.columns = columns;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  int columns() {
    return columns;
  }

  /** The rows as a query of DuckDB's. */
  String select(long rows) {
    List<String> items = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      String number = "(i * " + factor(column) + " % " + modulus(column) + ")";
      String value =
          switch (this) {
            case DOUBLES -> "CAST(" + number + " AS DOUBLE) / 8e0";
            case LONGS -> number;
            case STRINGS -> "'text-' || " + number;
          };
      items.add("CAST(" + value + " AS " + sqlType + ") AS c" + column);
    }
    return "SELECT "
        + String.join(", ", items)
        + " FROM (SELECT CAST(range AS BIGINT) AS i FROM range("
        + rows
        + "))";
  }

  /** The columns of a CREATE TABLE. */
  String definition() {
    List<String> items = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      items.add("c" + column + " " + sqlType);
    }
    return String.join(", ", items);
  }

  long longAt(long row, int column) {
    return row * factor(column) % modulus(column);
  }

  double doubleAt(long row, int column) {
    return longAt(row, column) / 8.0;
  }

  String textAt(long row, int column) {
    return "text-" + longAt(row, column);
  }

  private static long factor(int column) {
    return 7_919L * (column + 1);
  }

  /** From a few hundred to millions of distinct values. */
  private static long modulus(int column) {
    return new long[] {257, 65_537, 1_000_003, 16_777_259}[column % 4];
  }

  /** The rows as batches, made as they are asked for. */
  Batches batches(long rows) {
    List<Field> fields = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      fields.add(new Field("c" + column, type));
    }
    Batch batch = new Batch(fields, BATCH_ROWS);
    Iterator<Batch> each =
        new Iterator<>() {
          private long from;

          @Override
          public boolean hasNext() {
            return from < rows;
          }

          @Override
          public Batch next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            int count = (int) Math.min(BATCH_ROWS, rows - from);
            batch.fill(count);
            for (int column = 0; column < columns; column++) {
              fill(batch, column, from, count);
            }
            from += count;
            return batch;
          }
        };
    return Batches.of(fields, each);
  }

  private void fill(Batch batch, int column, long from, int count) {
    for (int row = 0; row < count; row++) {
      switch (this) {
        case DOUBLES -> batch.doubles(column)[row] = doubleAt(from + row, column);
        case LONGS -> batch.longs(column)[row] = longAt(from + row, column);
        case STRINGS -> batch.texts(column)[row] = textAt(from + row, column);
      }
    }
  }

  /** What all values of a column come to: their sum, or the sum of their lengths. */
  String total() {
    return this == STRINGS
        ? "SELECT CAST(sum(length(c2)) AS BIGINT) AS n FROM numbers"
        : "SELECT CAST(sum(c2) AS BIGINT) AS n FROM numbers";
  }
}
