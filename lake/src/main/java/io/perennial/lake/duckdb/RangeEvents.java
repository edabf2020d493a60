// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.domain.StableHash;
import io.perennial.lake.EventRow;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** The events of a range of keys in columns, and a cursor over them. */
final class RangeEvents implements EventRow {

  private static final String[] NO_TEXTS = {};

  private final FoldInput.Kind[] kinds;
  private final long[][] longs;
  private final double[][] doubles;
  private final String[][] texts;

  /** Of columns with a dictionary: the texts by number, behind them what stands for null. */
  private final String[][] dictionaries;

  /** Of hashed columns with a dictionary: the hashes of its texts. */
  private final long[][] hashes;

  /** A bit per row, set where null. Plain words: a BitSet looks for its end at each set. */
  private final long[][] nulls;

  private long[] keys;
  private long[] times;
  private long[] ties;
  private int rows;
  private int at;

  RangeEvents(List<FoldInput.Input> inputs, int capacity) {
    int k = inputs.size();
    kinds = inputs.stream().map(FoldInput.Input::kind).toArray(FoldInput.Kind[]::new);
    longs = new long[k][];
    doubles = new double[k][];
    texts = new String[k][];
    dictionaries = new String[k][];
    hashes = new long[k][];
    nulls = new long[k][(capacity >> 6) + 1];
    for (int c = 0; c < k; c++) {
      dictionaries[c] = NO_TEXTS;
      switch (kinds[c]) {
        case TEXT -> texts[c] = new String[capacity];
        case DOUBLE -> doubles[c] = new double[capacity];
        case NUMBER, CODE, CODE_OF_HASH, TEXT_TO_HASH -> longs[c] = new long[capacity];
      }
      List<String> dictionary = inputs.get(c).dictionary();
      if (kinds[c] == FoldInput.Kind.CODE) {
        dictionaries[c] = dictionary.toArray(new String[dictionary.size() + 1]);
        dictionaries[c][dictionary.size()] = "";
      } else if (kinds[c] == FoldInput.Kind.CODE_OF_HASH) {
        hashes[c] = dictionary.stream().mapToLong(StableHash::of).toArray();
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
    for (int c = 0; c < kinds.length; c++) {
      DuckDBReadableVector vector = chunk.vector(c + 3);
      switch (kinds[c]) {
        case TEXT -> {
          String[] to = texts[c];
          for (int i = 0; i < count; i++) {
            to[rows + i] = isNull(vector, c, i) ? "" : vector.getString(i);
          }
        }
        case TEXT_TO_HASH -> {
          long[] to = longs[c];
          for (int i = 0; i < count; i++) {
            to[rows + i] = isNull(vector, c, i) ? 0 : StableHash.of(vector.getString(i));
          }
        }
        case DOUBLE -> {
          double[] to = doubles[c];
          for (int i = 0; i < count; i++) {
            to[rows + i] = vector.getDouble(i, Double.NaN);
          }
        }
        case NUMBER -> copyNullable(vector, c, count, 0);
        case CODE -> copyNullable(vector, c, count, dictionaries[c].length - 1);
        case CODE_OF_HASH -> {
          long[] to = longs[c];
          long[] hashOf = hashes[c];
          for (int i = 0; i < count; i++) {
            to[rows + i] = isNull(vector, c, i) ? 0 : hashOf[(int) vector.getLong(i)];
          }
        }
      }
    }
    rows += count;
  }

  /** Whether a value is null, which is noted. */
  private boolean isNull(DuckDBReadableVector vector, int column, int i) {
    if (vector.isNull(i)) {
      nulls[column][(rows + i) >> 6] |= 1L << (rows + i);
      return true;
    }
    return false;
  }

  private void copy(DuckDBReadableVector vector, long[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[rows + i] = vector.getLong(i, 0);
    }
  }

  private void copyNullable(DuckDBReadableVector vector, int column, int count, long standIn) {
    long[] to = longs[column];
    for (int i = 0; i < count; i++) {
      // a value equal to the stand-in is looked at again
      long value = vector.getLong(i, Long.MIN_VALUE);
      if (value == Long.MIN_VALUE && isNull(vector, column, i)) {
        value = standIn;
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
    for (int c = 0; c < kinds.length; c++) {
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
    String[] dictionary = dictionaries[column];
    return dictionary.length == 0 ? texts[column][at] : dictionary[(int) longs[column][at]];
  }
}
