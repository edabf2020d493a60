// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.domain.StableHash;
import java.util.List;

/**
 * One attribute of all rows: codes of values, and what is known of each value before pairs are
 * compared. A row with one value has its code; with none, {@link #NONE}; with several, a place in
 * {@code more}.
 */
final class Column {

  static final int NONE = -1;

  private final ComparedAttribute attribute;
  private final Reading.Attribute reading;
  private final TextStore texts;

  /** The first codes of a row, or of all columns of a row together: see {@link #layTogether}. */
  private int[] firsts;

  private int columns = 1;
  private int place;

  /** For each row with several values, from place {@code -2 - first}: how many, then the codes. */
  private final int[] more;

  private final int[] counts;
  private final long[] hashes;
  private final Prepared prepared;

  Column(
      ComparedAttribute attribute,
      Reading.Attribute reading,
      TextStore texts,
      int[] firsts,
      int[] more,
      int[] counts,
      Prepared prepared,
      String hashedWith) {
    this.attribute = attribute;
    this.reading = reading;
    this.texts = texts;
    this.firsts = firsts;
    this.more = more;
    this.counts = counts;
    this.hashes = new long[texts.size()];
    for (int code = 0; code < hashes.length; code++) {
      hashes[code] = StableHash.of(hashedWith + '\u001f' + texts.text(code));
    }
    this.prepared = prepared;
  }

  static int[] counts(int distinct, int[] firsts, int[] more) {
    int[] counts = new int[distinct];
    for (int first : firsts) {
      if (first >= 0) {
        counts[first]++;
      } else if (first < NONE) {
        int place = -2 - first;
        for (int i = 1; i <= more[place]; i++) {
          counts[more[place + i]]++;
        }
      }
    }
    return counts;
  }

  /** Puts the codes of each row side by side: what is compared together is fetched together. */
  static void layTogether(List<Column> columns, int rows) {
    int n = columns.size();
    if ((long) rows * n > Integer.MAX_VALUE - 8) {
      return;
    }
    int[] together = new int[rows * n];
    for (int i = 0; i < n; i++) {
      Column column = columns.get(i);
      for (int row = 0; row < rows; row++) {
        together[row * n + i] = column.first(row);
      }
      column.firsts = together;
      column.columns = n;
      column.place = i;
    }
  }

  ComparedAttribute attribute() {
    return attribute;
  }

  Comparing comparing() {
    return reading.comparing();
  }

  /** How it was read. */
  Reading.Attribute reading() {
    return reading;
  }

  TextStore texts() {
    return texts;
  }

  Prepared prepared() {
    return prepared;
  }

  /** The code of a row with one value, {@link #NONE}, or less for a row with several. */
  int first(int row) {
    return firsts[row * columns + place];
  }

  int values(int row) {
    int first = first(row);
    if (first >= 0) {
      return 1;
    }
    return first == NONE ? 0 : more[-2 - first];
  }

  int value(int row, int nth) {
    int first = first(row);
    return first >= 0 ? first : more[-1 - first + nth];
  }

  long hash(int code) {
    return hashes[code];
  }

  int count(int code) {
    return counts[code];
  }
}
