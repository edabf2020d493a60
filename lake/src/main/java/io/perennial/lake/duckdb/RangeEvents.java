// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** The events of a range of keys in columns, and a cursor over them. */
final class RangeEvents implements EventRow {

  private final List<FoldInput.Input> inputs;
  private final long[][] longs;
  private final double[][] doubles;
  private final String[][] texts;

  /** A bit per row, set where null. Plain words: a BitSet looks for its end at each set. */
  private final long[][] nulls;

  private long[] keys;
  private long[] times;
  private long[] ties;
  private int rows;
  private int at;

  RangeEvents(List<FoldInput.Input> inputs, int capacity) {
    this.inputs = inputs;
    int k = inputs.size();
    longs = new long[k][];
    doubles = new double[k][];
    texts = new String[k][];
    nulls = new long[k][(capacity >> 6) + 1];
    for (int c = 0; c < k; c++) {
      switch (inputs.get(c).type()) {
        case STRING -> texts[c] = new String[capacity];
        case DOUBLE, DECIMAL -> doubles[c] = new double[capacity];
        case BOOLEAN, LONG, TIMESTAMP -> longs[c] = new long[capacity];
      }
    }
    keys = new long[capacity];
    times = new long[capacity];
    ties = new long[capacity];
  }

  void append(DuckDBDataChunkReader chunk) {
    int count = Math.toIntExact(chunk.rowCount());
    reserve(rows + count);
    copy(chunk.vector(0), keys, count);
    copy(chunk.vector(1), times, count);
    copy(chunk.vector(2), ties, count);
    for (int c = 0; c < inputs.size(); c++) {
      DuckDBReadableVector vector = chunk.vector(c + 3);
      ColumnType type = inputs.get(c).type();
      if (type == ColumnType.STRING) {
        for (int i = 0; i < count; i++) {
          if (vector.isNull(i)) {
            nulls[c][(rows + i) >> 6] |= 1L << (rows + i);
            texts[c][rows + i] = "";
          } else {
            texts[c][rows + i] = vector.getString(i);
          }
        }
      } else if (type == ColumnType.DOUBLE) {
        double[] to = doubles[c];
        for (int i = 0; i < count; i++) {
          to[rows + i] = vector.getDouble(i, Double.NaN);
        }
      } else {
        copyNullable(vector, c, count);
      }
    }
    rows += count;
  }

  private void copy(DuckDBReadableVector vector, long[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[rows + i] = vector.getLong(i, 0);
    }
  }

  private void copyNullable(DuckDBReadableVector vector, int column, int count) {
    long[] to = longs[column];
    for (int i = 0; i < count; i++) {
      // a value equal to the stand-in is looked at again
      long value = vector.getLong(i, Long.MIN_VALUE);
      if (value == Long.MIN_VALUE && vector.isNull(i)) {
        nulls[column][(rows + i) >> 6] |= 1L << (rows + i);
        value = 0;
      }
      to[rows + i] = value;
    }
  }

  private void reserve(int needed) {
    if (needed <= keys.length) {
      return;
    }
    int room = Math.max(needed, keys.length + (keys.length >> 1));
    keys = Arrays.copyOf(keys, room);
    times = Arrays.copyOf(times, room);
    ties = Arrays.copyOf(ties, room);
    for (int c = 0; c < inputs.size(); c++) {
      nulls[c] = Arrays.copyOf(nulls[c], (room >> 6) + 1);
      if (longs[c] != null) {
        longs[c] = Arrays.copyOf(longs[c], room);
      } else if (doubles[c] != null) {
        doubles[c] = Arrays.copyOf(doubles[c], room);
      } else {
        texts[c] = Arrays.copyOf(texts[c], room);
      }
    }
  }

  int rows() {
    return rows;
  }

  long[] keys() {
    return keys;
  }

  long[] times() {
    return times;
  }

  long[] ties() {
    return ties;
  }

  /** Stands the cursor at a row. */
  void moveTo(int row) {
    at = row;
  }

  /** Forgets all rows and keeps the room. */
  void clear() {
    rows = 0;
    for (long[] bits : nulls) {
      Arrays.fill(bits, 0);
    }
  }

  @Override
  public long key() {
    return keys[at];
  }

  @Override
  public long atMicros() {
    return times[at];
  }

  @Override
  public boolean isNull(int column) {
    return doubles[column] == null
        ? (nulls[column][at >> 6] >>> at & 1) != 0
        : Double.isNaN(doubles[column][at]);
  }

  @Override
  public long longAt(int column) {
    return longs[column][at];
  }

  @Override
  public double doubleAt(int column) {
    return doubles[column][at];
  }

  @Override
  public String textAt(int column) {
    List<String> dictionary = inputs.get(column).dictionary();
    if (dictionary.isEmpty()) {
      return texts[column][at];
    }
    return isNull(column) ? "" : dictionary.get((int) longs[column][at]);
  }
}
