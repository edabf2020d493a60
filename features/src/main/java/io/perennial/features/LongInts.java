// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Keys of one customer with a number each: a map of longs to ints, grown as needed. */
public final class LongInts {

  /** Below all numbers that are kept: the key is not there. */
  public static final int NONE = Integer.MIN_VALUE;

  private long[] keys = new long[4];
  private int[] numbers = {NONE, NONE, NONE, NONE};
  private int size;

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** The number of a key; {@link #NONE} where there is none. */
  public int get(long key) {
    return numbers[slot(key)];
  }

  /** Gives a key a number, in the place of another. */
  public void put(long key, int number) {
    int slot = slot(key);
    if (numbers[slot] == NONE) {
      if (2 * (size + 1) > keys.length) {
        grow();
        slot = slot(key);
      }
      size++;
    }
    keys[slot] = key;
    numbers[slot] = number;
  }

  /** How many keys have a number of at least {@code from} and are not in {@code without}. */
  public int since(int from, LongInts without) {
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      if (numbers[i] != NONE && numbers[i] >= from && without.get(keys[i]) == NONE) {
        count++;
      }
    }
    return count;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (numbers[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    Arrays.fill(numbers, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }

  /** Writes them by key, so that equal maps are equal bytes. */
  public void write(DataOutput out) throws IOException {
    long[] sorted = new long[size];
    int n = 0;
    for (int i = 0; i < keys.length; i++) {
      if (numbers[i] != NONE) {
        sorted[n++] = keys[i];
      }
    }
    Arrays.sort(sorted);
    out.writeInt(size);
    for (long key : sorted) {
      out.writeLong(key);
      out.writeInt(get(key));
    }
  }

  /** Adds what was written. */
  public void restore(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      put(in.readLong(), in.readInt());
    }
  }
}
