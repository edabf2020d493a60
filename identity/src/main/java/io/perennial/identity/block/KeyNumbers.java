// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import java.util.Arrays;

/** Numbers keys from 0 in the order in which they come. 12 bytes for each place of its table. */
final class KeyNumbers {

  private static final int NONE = -1;

  private long[] keys = new long[1024];
  private int[] numbers = new int[1024];
  private int size;

  KeyNumbers() {
    Arrays.fill(numbers, NONE);
  }

  int size() {
    return size;
  }

  /** The number of a key, a new one where it has none yet. */
  int add(long key) {
    int place = place(key);
    if (numbers[place] == NONE) {
      if (size * 2 >= keys.length) {
        grow();
        place = place(key);
      }
      keys[place] = key;
      numbers[place] = size++;
    }
    return numbers[place];
  }

  /** The number of a key, or -1. */
  int find(long key) {
    return numbers[place(key)];
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int place = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (numbers[place] != NONE && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[Math.multiplyExact(oldKeys.length, 2)];
    numbers = new int[keys.length];
    Arrays.fill(numbers, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != NONE) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        numbers[place] = oldNumbers[i];
      }
    }
  }
}
