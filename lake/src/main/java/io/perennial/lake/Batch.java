// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.Arrays;
import java.util.List;

/**
 * A run of rows in columns, growing as rows are written. LONG and TIMESTAMP are longs, BOOLEAN is 0
 * or 1 in the longs, DOUBLE and DECIMAL are doubles, STRING is text. Not safe for use by many
 * threads at once.
 */
public final class Batch {

  private final List<Field> fields;
  private final long[][] longs;
  private final double[][] doubles;
  private final String[][] texts;

  /** A bit per row, set where null. Plain words: a BitSet searches for its end at each clear. */
  private final long[][] nulls;

  private int rows;
  private int capacity;

  /**
   * Rows from {@link #rows} to here are nulls already, as {@link #addRow} leaves them. A block at a
   * time and column by column: with hundreds of columns, row by row is most of what a row costs.
   */
  private int blank;

  /** An empty batch with room for {@code capacity} rows before it grows. */
  public Batch(List<Field> fields, int capacity) {
    this.fields = List.copyOf(fields);
    this.capacity = Math.max(16, capacity);
    int k = this.fields.size();
    longs = new long[k][];
    doubles = new double[k][];
    texts = new String[k][];
    nulls = new long[k][];
    for (int i = 0; i < k; i++) {
      nulls[i] = new long[(this.capacity >> 6) + 1];
      switch (this.fields.get(i).type()) {
        case STRING -> texts[i] = new String[this.capacity];
        case DOUBLE, DECIMAL -> doubles[i] = new double[this.capacity];
        case BOOLEAN, LONG, TIMESTAMP -> longs[i] = new long[this.capacity];
      }
    }
  }

  public List<Field> fields() {
    return fields;
  }

  public int rows() {
    return rows;
  }

  /** Where the column called {@code name} stands. */
  public int index(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("Unknown column: " + name + " (there are " + fields + ")");
  }

  /** The values of a LONG, TIMESTAMP or BOOLEAN column; valid up to {@link #rows()}; not a copy. */
  public long[] longs(int column) {
    return longs[column];
  }

  /** The values of a DOUBLE column, NaN where null; valid up to {@link #rows()}; not a copy. */
  public double[] doubles(int column) {
    return doubles[column];
  }

  /** The values of a STRING column; entries of null rows mean nothing; not a copy. */
  public String[] texts(int column) {
    return texts[column];
  }

  public boolean isNull(int column, int row) {
    return (nulls[column][row >> 6] & (1L << row)) != 0;
  }

  /** The number of nulls in a column. */
  public int nulls(int column) {
    int count = 0;
    for (int word = 0; word < rows >> 6; word++) {
      count += Long.bitCount(nulls[column][word]);
    }
    return count + Long.bitCount(nulls[column][rows >> 6] & ((1L << rows) - 1));
  }

  /** Appends a row of nulls and returns its index; then set its values. */
  public int addRow() {
    if (rows == capacity) {
      grow(Math.addExact(capacity, capacity));
    }
    if (rows >= blank) {
      makeBlank();
    }
    return rows++;
  }

  /** Makes nulls of the rows from here to the end of the block of 64. */
  private void makeBlank() {
    blank = Math.min(capacity, (rows | 63) + 1);
    // shifts count modulo 64: of a block that ends with its word all bits
    long bits = (-1L << rows) & (-1L >>> -blank);
    for (int i = 0; i < nulls.length; i++) {
      nulls[i][rows >> 6] |= bits;
      if (doubles[i] != null) {
        Arrays.fill(doubles[i], rows, blank, Double.NaN);
      }
    }
  }

  /** Makes rows not null that were made nulls ahead. */
  private void undoBlank() {
    if (blank > rows) {
      for (long[] words : nulls) {
        words[rows >> 6] &= (1L << rows) - 1;
      }
      blank = rows;
    }
  }

  public void setLong(int column, int row, long value) {
    longs[column][row] = value;
    nulls[column][row >> 6] &= ~(1L << row);
  }

  /** Sets a double; not a number means null. */
  public void setDouble(int column, int row, double value) {
    doubles[column][row] = value;
    if (Double.isNaN(value)) {
      nulls[column][row >> 6] |= 1L << row;
    } else {
      nulls[column][row >> 6] &= ~(1L << row);
    }
  }

  public void setText(int column, int row, String value) {
    texts[column][row] = value;
    nulls[column][row >> 6] &= ~(1L << row);
  }

  public void setNull(int column, int row) {
    nulls[column][row >> 6] |= 1L << row;
    if (doubles[column] != null) {
      doubles[column][row] = Double.NaN;
    }
  }

  /**
   * Appends {@code count} rows that the caller then fills by column, and returns the first's index.
   */
  public int extend(int count) {
    undoBlank();
    int from = rows;
    int needed = Math.addExact(rows, count);
    if (needed > capacity) {
      grow(Math.max(needed, Math.addExact(capacity, capacity)));
    }
    rows = needed;
    return from;
  }

  /** Makes {@code count} rows that the caller then fills by column; all are not null at first. */
  public void fill(int count) {
    if (count > capacity) {
      grow(count);
    }
    rows = count;
    blank = count;
    for (long[] words : nulls) {
      Arrays.fill(words, 0);
    }
  }

  /** The same rows in a batch of their own. */
  public Batch copy() {
    undoBlank();
    Batch copy = new Batch(fields, rows);
    copy.extend(rows);
    for (int i = 0; i < nulls.length; i++) {
      if (longs[i] != null) {
        System.arraycopy(longs[i], 0, copy.longs[i], 0, rows);
      } else if (doubles[i] != null) {
        System.arraycopy(doubles[i], 0, copy.doubles[i], 0, rows);
      } else {
        System.arraycopy(texts[i], 0, copy.texts[i], 0, rows);
      }
      System.arraycopy(nulls[i], 0, copy.nulls[i], 0, (rows + 63) >> 6);
    }
    return copy;
  }

  /** Forgets all rows and keeps the room. */
  public void clear() {
    fill(0);
  }

  private void grow(int room) {
    undoBlank();
    capacity = room;
    for (int i = 0; i < nulls.length; i++) {
      nulls[i] = Arrays.copyOf(nulls[i], (room >> 6) + 1);
      if (longs[i] != null) {
        longs[i] = Arrays.copyOf(longs[i], room);
      } else if (doubles[i] != null) {
        doubles[i] = Arrays.copyOf(doubles[i], room);
      } else {
        texts[i] = Arrays.copyOf(texts[i], room);
      }
    }
  }
}
