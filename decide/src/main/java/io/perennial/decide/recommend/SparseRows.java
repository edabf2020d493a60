// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;

/** A matrix of few values by row, columns ascending. Immutable by custom; 8 bytes a value. */
final class SparseRows {

  /** What a customer's purchases of an item weigh. */
  interface Weight {
    double of(History history, int place);
  }

  final int columns;
  final int[] start;
  final int[] column;
  final float[] value;

  private SparseRows(int columns, int[] start, int[] column, float[] value) {
    this.columns = columns;
    this.start = start;
    this.column = column;
    this.value = value;
  }

  /**
   * Customers by items.
   *
   * @param most of a customer, those bought last: wholesalers who bought everything would cost the
   *     square of it and tell little
   */
  static SparseRows of(Interactions log, int most, Weight weight) {
    int[] start = new int[log.customers() + 1];
    int[] column = new int[log.rows()];
    float[] value = new float[log.rows()];
    int n = 0;
    for (int c = 0; c < log.customers(); c++) {
      if (log.start(c) < log.start(c + 1)) {
        History history = log.history(c);
        long since = since(history, most);
        for (int place = 0; place < history.size(); place++) {
          if (history.lastDay(place) >= since) {
            column[n] = history.item(place);
            value[n++] = (float) weight.of(history, place);
          }
        }
      }
      start[c + 1] = n;
    }
    return new SparseRows(log.items(), start, Arrays.copyOf(column, n), Arrays.copyOf(value, n));
  }

  /** The day from which on at most so many items were bought last; the latest day counts whole. */
  private static long since(History history, int most) {
    if (history.size() <= most) {
      return Long.MIN_VALUE;
    }
    long[] days = new long[history.size()];
    for (int place = 0; place < days.length; place++) {
      days[place] = history.lastDay(place);
    }
    Arrays.sort(days);
    return Math.min(days[days.length - 1], days[days.length - most - 1] + 1);
  }

  int rows() {
    return start.length - 1;
  }

  /** The same by column. O(values + columns). */
  SparseRows transposed() {
    int[] starts = new int[columns + 1];
    for (int c : column) {
      starts[c + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      starts[c + 1] += starts[c];
    }
    int[] next = starts.clone();
    int[] rows = new int[column.length];
    float[] values = new float[column.length];
    for (int row = 0; row < rows(); row++) {
      for (int k = start[row]; k < start[row + 1]; k++) {
        int at = next[column[k]]++;
        rows[at] = row;
        values[at] = value[k];
      }
    }
    return new SparseRows(rows(), starts, rows, values);
  }
}
