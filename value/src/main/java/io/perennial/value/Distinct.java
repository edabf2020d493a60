// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import java.util.Arrays;

/** A growing set of longs, each numbered in the order of arrival. Open addressing. */
final class Distinct {

  private long[] keys = new long[1024];
  private int[] slots = new int[4096];
  private int size;

  /** Adds {@code key} if it is new; its number. */
  int add(long key) {
    int mask = slots.length - 1;
    int at = mix(key) & mask;
    while (slots[at] != 0) {
      if (keys[slots[at] - 1] == key) {
        return slots[at] - 1;
      }
      at = (at + 1) & mask;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size++] = key;
    slots[at] = size;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  /** The number of a key that is there. */
  private int find(long key) {
    int mask = slots.length - 1;
    int at = mix(key) & mask;
    while (keys[slots[at] - 1] != key) {
      at = (at + 1) & mask;
    }
    return slots[at] - 1;
  }

  /** The key of a number. */
  long key(int number) {
    return keys[number];
  }

  /** Copies all keys, in the order of their numbers, to {@code target} from place {@code at}. */
  void copyTo(long[] target, int at) {
    System.arraycopy(keys, 0, target, at, size);
  }

  int size() {
    return size;
  }

  /** The keys in ascending order. */
  long[] sorted() {
    long[] sorted = Arrays.copyOf(keys, size);
    Arrays.parallelSort(sorted);
    return sorted;
  }

  /** For each number, the place of its key in {@link #sorted()}. */
  int[] ranks() {
    long[] sorted = sorted();
    int[] ranks = new int[size];
    for (int i = 0; i < size; i++) {
      ranks[find(sorted[i])] = i;
    }
    return ranks;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int at = mix(keys[i]) & mask;
      while (slots[at] != 0) {
        at = (at + 1) & mask;
      }
      slots[at] = i + 1;
    }
  }

  private static int mix(long key) {
    long z = key * 0x9E3779B97F4A7C15L;
    return (int) (z ^ (z >>> 29) ^ (z >>> 47));
  }
}
