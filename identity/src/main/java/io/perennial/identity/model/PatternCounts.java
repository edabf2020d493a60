// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import io.perennial.identity.Levels;
import java.util.Arrays;
import java.util.List;

/**
 * How many pairs of records agree in which way: all that a {@link MatchModel} is learned from. A
 * pattern is a level for each attribute; only patterns that occur are stored, 16 bytes each. What
 * it says does not depend on the order in which pairs or attributes are told. Mutable, for one
 * thread at a time: count in each thread, then {@link #merge}.
 */
public final class PatternCounts {

  private static final int FIRST_ROOM = 1 << 10;

  private final Layout layout;
  // in the order of the caller's attributes
  private final long[] strides;
  private final int[] sizes;
  // key + 1 of a pattern, 0 where there is none
  private long[] keys = new long[FIRST_ROOM];
  private long[] counts = new long[FIRST_ROOM];
  private int size;
  private long total;

  /**
   * No pairs yet.
   *
   * @throws IllegalArgumentException if the number of possible patterns is 2^63 or more: some 30
   *     attributes of four levels
   */
  public PatternCounts(List<Levels> levels) {
    layout = new Layout(levels);
    strides = new long[layout.size()];
    sizes = layout.listed().stream().mapToInt(Levels::size).toArray();
    long stride = 1;
    try {
      for (int j = layout.size() - 1; j >= 0; j--) {
        strides[layout.place(j)] = stride;
        stride = Math.multiplyExact(stride, (long) layout.levels(j));
      }
    } catch (ArithmeticException tooMany) {
      throw new IllegalArgumentException(
          "Cannot count patterns of "
              + layout.size()
              + " attributes: there are 2^63 or more (leave attributes out)",
          tooMany);
    }
  }

  /** Counts one pair. */
  public void add(byte[] levels) {
    add(levels, 1);
  }

  /**
   * Counts pairs of a pattern. Almost constant time.
   *
   * @param levels a level for each attribute, in the order of the attributes given
   * @param count how many pairs, not negative
   */
  public void add(byte[] levels, long count) {
    if (count < 0) {
      throw new IllegalArgumentException("Invalid count: " + count + " (must be >= 0)");
    }
    add(key(levels), count);
  }

  /**
   * Counts the pairs of another, whose attributes may be listed in another order.
   *
   * @throws IllegalArgumentException if its attributes or their levels differ
   */
  public void merge(PatternCounts other) {
    if (!layout.isLike(other.layout)) {
      throw new IllegalArgumentException(
          "Cannot merge patterns of " + other.layout.listed() + " into " + layout.listed());
    }
    for (int slot = 0; slot < other.keys.length; slot++) {
      if (other.keys[slot] != 0) {
        add(other.keys[slot] - 1, other.counts[slot]);
      }
    }
  }

  /** How many different patterns occurred. */
  public int size() {
    return size;
  }

  /** How many pairs were counted. */
  public long total() {
    return total;
  }

  /** How many pairs had a pattern. */
  public long count(byte[] levels) {
    return counts[slot(key(levels))];
  }

  /** How many pairs had a pattern whose levels come by name of attributes. */
  long countSorted(byte[] sorted) {
    long key = 0;
    for (int j = 0; j < sorted.length; j++) {
      key += sorted[j] * strides[layout.place(j)];
    }
    return counts[slot(key)];
  }

  /** What patterns are about, as listed. */
  public List<Levels> levels() {
    return layout.listed();
  }

  /** All patterns that occurred, in an order that depends on nothing but them. */
  public void forEach(Reader reader) {
    long[] sorted = sortedKeys();
    byte[] levels = new byte[strides.length];
    for (long key : sorted) {
      for (int a = 0; a < strides.length; a++) {
        levels[a] = (byte) (key / strides[a] % sizes[a]);
      }
      reader.read(levels, counts[slot(key)]);
    }
  }

  /** Reads patterns one after the other. */
  @FunctionalInterface
  public interface Reader {
    /**
     * One pattern.
     *
     * @param levels a level for each attribute; the array is used again for the next pattern
     * @param count how many pairs had it, 1 or more
     */
    void read(byte[] levels, long count);
  }

  Layout layout() {
    return layout;
  }

  private long[] sortedKeys() {
    long[] sorted = new long[size];
    int next = 0;
    for (long key : keys) {
      if (key != 0) {
        sorted[next++] = key - 1;
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private long key(byte[] levels) {
    if (levels.length != strides.length) {
      throw new IllegalArgumentException(
          "Invalid pattern: "
              + levels.length
              + " levels (must be "
              + strides.length
              + ", one per attribute)");
    }
    long key = 0;
    for (int a = 0; a < strides.length; a++) {
      if (levels[a] < 0 || levels[a] >= sizes[a]) {
        Levels attribute = layout.listed().get(a);
        throw new IllegalArgumentException(
            "Invalid level of "
                + attribute.attribute()
                + ": "
                + levels[a]
                + " (must be within 0 and "
                + attribute.top()
                + ")");
      }
      key += levels[a] * strides[a];
    }
    return key;
  }

  private void add(long key, long count) {
    if (count == 0) {
      return;
    }
    total = Math.addExact(total, count);
    int slot = slot(key);
    if (keys[slot] == 0) {
      keys[slot] = key + 1;
      size++;
    }
    counts[slot] += count;
    if (size * 2 > keys.length) {
      grow();
    }
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] != 0 && keys[slot] != key + 1) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new long[oldKeys.length * 2];
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != 0) {
        int slot = slot(oldKeys[old] - 1);
        keys[slot] = oldKeys[old];
        counts[slot] = oldCounts[old];
      }
    }
  }
}
