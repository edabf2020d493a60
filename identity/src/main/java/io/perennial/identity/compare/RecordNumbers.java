// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Arrays;

/** Records by id, numbered as they come. 20 to 40 bytes a record. */
final class RecordNumbers {

  private static final int NONE = -1;

  private long[] ids = new long[64];
  private int[] slots = filled(128);
  private int size;
  private int last = NONE;

  int size() {
    return size;
  }

  long id(int number) {
    return ids[number];
  }

  /** The number of a record, new if it did not come yet. */
  int number(long id) {
    // what a record says mostly comes together
    if (last != NONE && ids[last] == id) {
      return last;
    }
    int slot = slot(id);
    if (slots[slot] == NONE) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size + (size >> 1));
      }
      ids[size] = id;
      slots[slot] = size++;
      last = size - 1;
      if (size * 2 > slots.length) {
        grow();
      }
    } else {
      last = slots[slot];
    }
    return last;
  }

  /** All ids, ascending. */
  long[] sorted() {
    long[] sorted = Arrays.copyOf(ids, size);
    Arrays.parallelSort(sorted);
    return sorted;
  }

  /** Of each record's number, its place among the sorted ids. */
  int[] rows(long[] sorted) {
    int[] rows = new int[size];
    for (int row = 0; row < size; row++) {
      rows[slots[slot(sorted[row])]] = row;
    }
    return rows;
  }

  private int slot(long id) {
    int mask = slots.length - 1;
    int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (slots[slot] != NONE && ids[slots[slot]] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    slots = filled(slots.length * 2);
    for (int number = 0; number < size; number++) {
      slots[slot(ids[number])] = number;
    }
  }

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    return slots;
  }
}
