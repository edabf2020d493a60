// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.fold;

import java.util.Arrays;

/**
 * The order of rows by key, then time, then tie-breaker. Groups by hashing and scatters by
 * counting, so that only the distinct keys are sorted, and within a key only what is not in order
 * already: O(n + k log k) for k keys of events that lie in order of time.
 */
public final class EventOrder {

  private EventOrder() {}

  /** Row numbers 0 to {@code n - 1}, ordered; rows equal in all three keep their order. */
  public static int[] of(long[] keys, long[] times, long[] ties, int n) {
    int[] group = new int[n];
    long[] distinct = group(keys, n, group);
    long[] sorted = distinct.clone();
    Arrays.sort(sorted);
    int[] rank = new int[distinct.length];
    for (int g = 0; g < distinct.length; g++) {
      rank[g] = Arrays.binarySearch(sorted, distinct[g]);
    }
    int[] start = new int[distinct.length + 1];
    for (int i = 0; i < n; i++) {
      group[i] = rank[group[i]];
      start[group[i] + 1]++;
    }
    for (int g = 0; g < distinct.length; g++) {
      start[g + 1] += start[g];
    }
    int[] order = new int[n];
    int[] next = Arrays.copyOf(start, distinct.length);
    for (int i = 0; i < n; i++) {
      order[next[group[i]]++] = i;
    }
    int[] spare = new int[0];
    for (int g = 0; g < distinct.length; g++) {
      int from = start[g];
      int to = start[g + 1];
      if (!isOrdered(order, times, ties, from, to)) {
        if (spare.length < to - from) {
          spare = new int[Math.max(64, 2 * (to - from))];
        }
        sort(order, spare, times, ties, from, to);
      }
    }
    return order;
  }

  /** Numbers the distinct keys in order of appearance into {@code group}, and returns them. */
  private static long[] group(long[] keys, int n, int[] group) {
    int capacity = Integer.highestOneBit(Math.max(64, n / 4)) * 2;
    int[] slots = new int[capacity];
    Arrays.fill(slots, -1);
    long[] distinct = new long[capacity / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      long key = keys[i];
      int slot = slot(key, capacity);
      while (slots[slot] >= 0 && distinct[slots[slot]] != key) {
        slot = (slot + 1) & (capacity - 1);
      }
      if (slots[slot] < 0) {
        if (count == distinct.length) {
          capacity *= 2;
          distinct = Arrays.copyOf(distinct, capacity / 2);
          slots = rehash(distinct, count, capacity);
          slot = slot(key, capacity);
          while (slots[slot] >= 0) {
            slot = (slot + 1) & (capacity - 1);
          }
        }
        distinct[count] = key;
        slots[slot] = count++;
      }
      group[i] = slots[slot];
    }
    return Arrays.copyOf(distinct, count);
  }

  private static int[] rehash(long[] distinct, int count, int capacity) {
    int[] slots = new int[capacity];
    Arrays.fill(slots, -1);
    for (int g = 0; g < count; g++) {
      int slot = slot(distinct[g], capacity);
      while (slots[slot] >= 0) {
        slot = (slot + 1) & (capacity - 1);
      }
      slots[slot] = g;
    }
    return slots;
  }

  private static int slot(long key, int capacity) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (capacity - 1);
  }

  private static boolean isOrdered(int[] order, long[] times, long[] ties, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (isAfter(order[i - 1], order[i], times, ties)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAfter(int a, int b, long[] times, long[] ties) {
    return times[a] > times[b] || (times[a] == times[b] && ties[a] > ties[b]);
  }

  /** A stable merge sort of one key's rows. */
  private static void sort(int[] order, int[] spare, long[] times, long[] ties, int from, int to) {
    if (to - from <= 16) {
      for (int i = from + 1; i < to; i++) {
        int row = order[i];
        int j = i;
        while (j > from && isAfter(order[j - 1], row, times, ties)) {
          order[j] = order[j - 1];
          j--;
        }
        order[j] = row;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(order, spare, times, ties, from, middle);
    sort(order, spare, times, ties, middle, to);
    int left = middle - from;
    System.arraycopy(order, from, spare, 0, left);
    int i = 0;
    int j = middle;
    for (int k = from; i < left; k++) {
      order[k] = j < to && isAfter(spare[i], order[j], times, ties) ? order[j++] : spare[i++];
    }
  }
}
