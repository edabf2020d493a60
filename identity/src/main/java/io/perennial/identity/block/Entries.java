// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import java.util.Arrays;

/** Rows and the numbers of their blocks, growing; rows come in ascending order. 8 bytes each. */
final class Entries {

  private int[] rows = new int[1024];
  private int[] blocks = new int[1024];
  private int count;

  void add(int row, int block) {
    if (count == rows.length) {
      int room = Math.addExact(count, Math.max(1024, count >> 1));
      rows = Arrays.copyOf(rows, room);
      blocks = Arrays.copyOf(blocks, room);
    }
    rows[count] = row;
    blocks[count++] = block;
  }

  int size() {
    return count;
  }

  int row(int at) {
    return rows[at];
  }

  int block(int at) {
    return blocks[at];
  }

  /** How many rows each of {@code n} blocks has. */
  int[] sizes(int n) {
    int[] sizes = new int[n];
    for (int i = 0; i < count; i++) {
      sizes[blocks[i]]++;
    }
    return sizes;
  }
}
