// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import java.util.Arrays;

/** The keys of the rows of a sample under a rule, and the rows of each key. */
final class SampleKeys {

  private final int[] rowFrom;
  private final int[] rowBlocks;
  private final int[] blockFrom;
  private final int[] blockRows;
  private final double allPairs;

  private SampleKeys(int[] rowFrom, int[] rowBlocks, int blocks) {
    this.rowFrom = rowFrom;
    this.rowBlocks = rowBlocks;
    blockFrom = new int[blocks + 1];
    for (int block : rowBlocks) {
      blockFrom[block + 1]++;
    }
    double pairs = 0;
    for (int i = 0; i < blocks; i++) {
      pairs += RuleBlocks.pairs(blockFrom[i + 1]);
      blockFrom[i + 1] += blockFrom[i];
    }
    allPairs = pairs;
    blockRows = new int[rowBlocks.length];
    int[] next = Arrays.copyOf(blockFrom, blocks);
    for (int place = 0; place + 1 < rowFrom.length; place++) {
      for (int i = rowFrom[place]; i < rowFrom[place + 1]; i++) {
        blockRows[next[rowBlocks[i]]++] = place;
      }
    }
  }

  /** The keys of rows under a rule; from here on a row is called by its place among them. */
  static SampleKeys of(RuleKeys.Cache cache, BlockingRule rule, int[] rows) {
    RuleKeys reader = cache.of(rule);
    KeyNumbers numbers = new KeyNumbers();
    int[] from = new int[rows.length + 1];
    int[] blocks = new int[Math.max(16, rows.length)];
    long[] keys = new long[RuleKeys.MOST];
    int count = 0;
    for (int place = 0; place < rows.length; place++) {
      int more = reader.fill(rows[place], keys);
      if (count + more > blocks.length) {
        blocks = Arrays.copyOf(blocks, Math.addExact(blocks.length, blocks.length / 2 + more));
      }
      for (int i = 0; i < more; i++) {
        blocks[count++] = numbers.add(keys[i]);
      }
      Arrays.sort(blocks, from[place], count);
      from[place + 1] = count;
    }
    return new SampleKeys(from, Arrays.copyOf(blocks, count), numbers.size());
  }

  /** Pairs that share a key, counted again for each key. */
  double allPairs() {
    return allPairs;
  }

  int blocks() {
    return blockFrom.length - 1;
  }

  int size(int block) {
    return blockFrom[block + 1] - blockFrom[block];
  }

  int row(int block, int nth) {
    return blockRows[blockFrom[block] + nth];
  }

  boolean share(int one, int other) {
    return shareOfAtMost(one, other, Integer.MAX_VALUE);
  }

  /** Whether two rows share a key that at most so many rows have. */
  boolean shareOfAtMost(int one, int other, double most) {
    int i = rowFrom[one];
    int k = rowFrom[other];
    while (i < rowFrom[one + 1] && k < rowFrom[other + 1]) {
      if (rowBlocks[i] == rowBlocks[k]) {
        if (size(rowBlocks[i]) <= most) {
          return true;
        }
        i++;
        k++;
      } else if (rowBlocks[i] < rowBlocks[k]) {
        i++;
      } else {
        k++;
      }
    }
    return false;
  }
}
