// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.Levels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells how closely two rows of a table agree, attribute by attribute. Not safe for use by many
 * threads: one for each, which is cheap to make. Comparing allocates nothing and takes about a
 * microsecond for ten attributes of a million records, most of it waiting for memory.
 */
public final class PairComparer {

  private final Column[] columns;
  private final Comparison[] comparisons;
  private final Memory[] memories;
  private final byte[] tops;
  private final Prepared[] prepared;
  private final int[] ofWords;
  private final int[] codesA;
  private final int[] codesB;
  private final List<Exchange> exchanges = new ArrayList<>();
  private final ValueCounts counts;
  private long touched;

  /**
   * A comparer of rows of a table, to which of several equal values that with the least hash
   * counts.
   */
  public PairComparer(RecordTable table) {
    this(table, (attribute, hash) -> 0);
  }

  /**
   * A comparer of rows of a table.
   *
   * @param counts by which the rarest of several equal values is told
   */
  public PairComparer(RecordTable table, ValueCounts counts) {
    this.counts = counts;
    Kernels kernels = new Kernels();
    int n = table.attributes().size();
    columns = new Column[n];
    comparisons = new Comparison[n];
    memories = new Memory[n];
    tops = new byte[n];
    prepared = new Prepared[n];
    codesA = new int[n];
    codesB = new int[n];
    for (int i = 0; i < n; i++) {
      columns[i] = table.column(i);
      prepared[i] = columns[i].prepared();
      comparisons[i] = Comparison.of(columns[i], kernels);
      memories[i] =
          columns[i].comparing().hasTokens() ? Memory.of(columns[i].texts().size()) : Memory.none();
      tops[i] = (byte) columns[i].comparing().top();
    }
    ofWords = IntStream.range(0, n).filter(i -> columns[i].comparing().hasTokens()).toArray();
    for (Crossing crossing : table.crossings()) {
      exchanges.add(new Exchange(crossing, columns, kernels));
    }
  }

  /**
   * Compares two rows: of several values, the closest two count. Symmetric.
   *
   * @param levels filled, for each attribute, with the level of its {@code Levels}
   * @param agreed filled with the code of the value that both have, or -1
   */
  public void compare(int a, int b, byte[] levels, int[] agreed) {
    fetch(a, b);
    for (int i = 0; i < columns.length; i++) {
      int codeA = codesA[i];
      int codeB = codesB[i];
      agreed[i] = -1;
      if (codeA == Column.NONE || codeB == Column.NONE) {
        levels[i] = Levels.MISSING;
      } else if (codeA >= 0 && codeB >= 0) {
        if (codeA == codeB) {
          levels[i] = tops[i];
          agreed[i] = codeA;
        } else {
          levels[i] = level(i, codeA, codeB);
        }
      } else {
        several(i, a, b, levels, agreed);
      }
    }
    for (Exchange exchange : exchanges) {
      exchange.compare(a, b, levels);
    }
  }

  /**
   * Touches what will be asked of the values of both rows. Values lie anywhere in memory; touched
   * one after the other without waiting, they come together.
   */
  private void fetch(int a, int b) {
    long seen = 0;
    for (int i = 0; i < columns.length; i++) {
      int codeA = columns[i].first(a);
      int codeB = columns[i].first(b);
      codesA[i] = codeA;
      codesB[i] = codeB;
      if (codeA >= 0 && codeB >= 0 && codeA != codeB) {
        seen ^= prepared[i].signature(codeA) ^ prepared[i].signature(codeB);
      }
    }
    for (int i : ofWords) {
      int codeA = codesA[i];
      int codeB = codesB[i];
      if (codeA >= 0 && codeB >= 0 && codeA != codeB) {
        seen ^= prepared[i].touchTokens(codeA) ^ prepared[i].touchTokens(codeB);
      }
    }
    touched = seen;
  }

  /** What fetching saw: that it can be asked for keeps a compiler from leaving the reads out. */
  long touched() {
    return touched;
  }

  private void several(int attribute, int a, int b, byte[] levels, int[] agreed) {
    Column column = columns[attribute];
    byte best = 0;
    for (int i = 0; i < column.values(a); i++) {
      int codeA = column.value(a, i);
      for (int j = 0; j < column.values(b); j++) {
        int codeB = column.value(b, j);
        if (codeA != codeB) {
          best = (byte) Math.max(best, level(attribute, codeA, codeB));
        } else if (agreed[attribute] < 0 || isRarer(column, codeA, agreed[attribute])) {
          best = tops[attribute];
          agreed[attribute] = codeA;
        }
      }
    }
    levels[attribute] = best;
  }

  /** Of several values that both have, the rarest says most; of equals that with the least hash. */
  private boolean isRarer(Column column, int code, int other) {
    String attribute = column.attribute().name();
    int by =
        Long.compare(
            counts.records(attribute, column.hash(code)),
            counts.records(attribute, column.hash(other)));
    return by < 0 || (by == 0 && column.hash(code) < column.hash(other));
  }

  private byte level(int attribute, int codeA, int codeB) {
    int low = Math.min(codeA, codeB);
    int high = Math.max(codeA, codeB);
    Memory memory = memories[attribute];
    byte known = memory.level(low, high);
    if (known == 0) {
      known = (byte) comparisons[attribute].level(low, high);
      memory.keep(low, high, known);
    }
    return known;
  }
}
