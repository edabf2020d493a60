// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.lake.RowWriter;
import java.util.Arrays;

/** A row that is written now and handed on later. */
final class RememberedRow implements RowWriter {

  private static final byte NUMBER = 1;
  private static final byte DECIMAL = 2;
  private static final byte TEXT = 3;

  private final long[] longs;
  private final double[] doubles;
  private final String[] texts;

  /** What stands in a column; 0 for nothing. */
  private final byte[] kinds;

  private boolean empty = true;

  RememberedRow(int columns) {
    longs = new long[columns];
    doubles = new double[columns];
    texts = new String[columns];
    kinds = new byte[columns];
  }

  void clear() {
    if (!empty) {
      Arrays.fill(kinds, (byte) 0);
      empty = true;
    }
  }

  /** Whether nothing was written since it was cleared. */
  boolean isEmpty() {
    return empty;
  }

  /** Writes it behind the first {@code behind} columns of {@code out}. */
  void write(RowWriter out, int behind) {
    for (int i = 0; i < kinds.length; i++) {
      switch (kinds[i]) {
        case NUMBER -> out.setLong(behind + i, longs[i]);
        case DECIMAL -> out.setDouble(behind + i, doubles[i]);
        case TEXT -> out.setText(behind + i, texts[i]);
        default -> {}
      }
    }
  }

  @Override
  public void setLong(int column, long value) {
    longs[column] = value;
    set(column, NUMBER);
  }

  @Override
  public void setDouble(int column, double value) {
    doubles[column] = value;
    set(column, DECIMAL);
  }

  @Override
  public void setText(int column, String value) {
    texts[column] = value;
    set(column, TEXT);
  }

  private void set(int column, byte kind) {
    kinds[column] = kind;
    empty = false;
  }
}
