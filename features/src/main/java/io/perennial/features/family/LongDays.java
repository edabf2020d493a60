// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Keys of one customer with a day each: a map of longs to ints, grown as needed. */
final class LongDays {

  /** No day: the key is not there. */
  static final int NONE = Integer.MIN_VALUE;

  private long[] keys = new long[4];
  private int[] days = {NONE, NONE, NONE, NONE};
  private int size;

  int size() {
    return size;
  }

  int get(long key) {
    return days[slot(key)];
  }

  void put(long key, int day) {
    int slot = slot(key);
    if (days[slot] == NONE) {
      if (2 * (size + 1) > keys.length) {
        grow();
        slot = slot(key);
      }
      size++;
    }
    keys[slot] = key;
    days[slot] = day;
  }

  /** How many keys have a day not before {@code from} and are not in {@code without}. */
  int since(int from, LongDays without) {
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      if (days[i] != NONE && days[i] >= from && without.get(keys[i]) == NONE) {
        count++;
      }
    }
    return count;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (days[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldDays = days;
    keys = new long[2 * oldKeys.length];
    days = new int[keys.length];
    Arrays.fill(days, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldDays[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        days[slot] = oldDays[i];
      }
    }
  }

  /** Writes them by key, so that equal maps are equal bytes. */
  void write(DataOutput out) throws IOException {
    long[] sorted = new long[size];
    int n = 0;
    for (int i = 0; i < keys.length; i++) {
      if (days[i] != NONE) {
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
  void restore(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      put(in.readLong(), in.readInt());
    }
  }
}
