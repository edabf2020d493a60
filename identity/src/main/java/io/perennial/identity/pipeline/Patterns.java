// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import java.util.Arrays;

/** Numbers patterns of levels from 0 in the order in which they come, and counts them. */
final class Patterns {

  private static final int NONE = -1;

  private final int width;
  private byte[] all = new byte[1024];
  private long[] counts = new long[64];
  private int[] slots = new int[256];
  private int size;

  Patterns(int width) {
    this.width = width;
    Arrays.fill(slots, NONE);
  }

  int size() {
    return size;
  }

  /** How often a pattern was added. */
  long count(int pattern) {
    return counts[pattern];
  }

  /** Puts the levels of a pattern into {@code into}. */
  void read(int pattern, byte[] into) {
    System.arraycopy(all, pattern * width, into, 0, width);
  }

  /** The number of a pattern, once more counted. */
  int add(byte[] levels) {
    int slot = slot(levels, 0);
    if (slots[slot] == NONE) {
      if (size * 2 >= slots.length) {
        grow();
        slot = slot(levels, 0);
      }
      if ((size + 1) * width > all.length) {
        all = Arrays.copyOf(all, Math.multiplyExact(all.length, 2) + width);
      }
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, size * 2);
      }
      System.arraycopy(levels, 0, all, size * width, width);
      slots[slot] = size++;
    }
    counts[slots[slot]]++;
    return slots[slot];
  }

  private int slot(byte[] levels, int from) {
    long hash = 0;
    for (int i = 0; i < width; i++) {
      hash = (hash + levels[from + i] + 1) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 20) & mask;
    while (slots[slot] != NONE
        && !Arrays.equals(
            all, slots[slot] * width, slots[slot] * width + width, levels, from, from + width)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    slots = new int[slots.length * 4];
    Arrays.fill(slots, NONE);
    for (int i = 0; i < size; i++) {
      slots[slot(all, i * width)] = i;
    }
  }
}
