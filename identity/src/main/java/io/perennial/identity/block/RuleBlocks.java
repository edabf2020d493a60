// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.compare.RecordTable;
import java.util.Arrays;

/**
 * The blocks of one rule: rows that share a key, by block and by row; blocks of one row are left
 * out, and those that are too large are cut. About 8 bytes for each row and key.
 */
final class RuleBlocks {

  private final int[] blockFrom;
  private final int[] blockRows;
  private final int[] rowFrom;
  private final int[] rowBlocks;

  /** The first block that is a piece of a larger one; pieces come after all others. */
  private final int firstPiece;

  private final BlockFigures figures;

  private RuleBlocks(Entries whole, int wholes, Entries pieces, int n, BlockFigures figures) {
    this.figures = figures;
    this.firstPiece = wholes;
    int[] sizes = new int[wholes + blocksOf(pieces)];
    rowFrom = new int[n + 1];
    count(whole, 0, sizes);
    count(pieces, wholes, sizes);
    blockFrom = new int[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      blockFrom[i + 1] = blockFrom[i] + sizes[i];
    }
    for (int i = 0; i < n; i++) {
      rowFrom[i + 1] += rowFrom[i];
    }
    blockRows = new int[whole.size() + pieces.size()];
    rowBlocks = new int[blockRows.length];
    int[] nextOfBlock = Arrays.copyOf(blockFrom, sizes.length);
    int[] nextOfRow = Arrays.copyOf(rowFrom, n);
    place(whole, 0, nextOfBlock, nextOfRow);
    place(pieces, wholes, nextOfBlock, nextOfRow);
    for (int i = 0; i < n; i++) {
      Arrays.sort(rowBlocks, rowFrom[i], rowFrom[i + 1]);
    }
  }

  private static int blocksOf(Entries entries) {
    int most = -1;
    for (int i = 0; i < entries.size(); i++) {
      most = Math.max(most, entries.block(i));
    }
    return most + 1;
  }

  private void count(Entries entries, int offset, int[] sizes) {
    for (int i = 0; i < entries.size(); i++) {
      sizes[offset + entries.block(i)]++;
      rowFrom[entries.row(i) + 1]++;
    }
  }

  private void place(Entries entries, int offset, int[] nextOfBlock, int[] nextOfRow) {
    for (int i = 0; i < entries.size(); i++) {
      int block = offset + entries.block(i);
      blockRows[nextOfBlock[block]++] = entries.row(i);
      rowBlocks[nextOfRow[entries.row(i)]++] = block;
    }
  }

  /** The blocks of a rule. O(n log n) where a block is too large, else O(n). */
  static RuleBlocks of(RuleKeys.Cache cache, BlockingRule rule, BlockingPlan plan) {
    RecordTable table = cache.table();
    int n = table.records();
    RuleKeys reader = cache.of(rule);
    KeyNumbers numbers = new KeyNumbers();
    Entries all = new Entries();
    long[] keys = new long[RuleKeys.MOST];
    for (int row = 0; row < n; row++) {
      int count = reader.fill(row, keys);
      for (int i = 0; i < count; i++) {
        all.add(row, numbers.add(keys[i]));
      }
    }
    int[] sizes = all.sizes(numbers.size());
    // all pairs are asked for by name, and therefore wanted
    int most = rule.predicates().isEmpty() ? Integer.MAX_VALUE : plan.maxBlock();
    int[] kept = new int[sizes.length];
    int wholes = 0;
    long pairs = 0;
    int biggest = 0;
    boolean anyLarge = false;
    for (int block = 0; block < sizes.length; block++) {
      biggest = Math.max(biggest, sizes[block]);
      boolean isWhole = sizes[block] > 1 && sizes[block] <= most;
      kept[block] = isWhole ? wholes++ : -1;
      pairs += isWhole ? pairs(sizes[block]) : 0;
      anyLarge |= sizes[block] > most;
    }
    Entries whole = new Entries();
    Entries large = new Entries();
    for (int i = 0; i < all.size(); i++) {
      if (kept[all.block(i)] >= 0) {
        whole.add(all.row(i), kept[all.block(i)]);
      } else if (anyLarge && sizes[all.block(i)] > most) {
        large.add(all.row(i), all.block(i));
      }
    }
    LargeBlocks cut = new LargeBlocks(cache, plan);
    Entries pieces = anyLarge ? cut.pieces(large, sizes.length) : new Entries();
    BlockFigures figures =
        new BlockFigures(
            pairs + cut.pairs(), biggest, cut.blocks(), cut.records(), cut.pairsLeftOut());
    return new RuleBlocks(whole, wholes, pieces, n, figures);
  }

  static long pairs(long size) {
    return size * (size - 1) / 2;
  }

  BlockFigures figures() {
    return figures;
  }

  int blocks() {
    return blockFrom.length - 1;
  }

  /** Whether a block is a piece of a block that was too large. */
  boolean isPiece(int block) {
    return block >= firstPiece;
  }

  int size(int block) {
    return blockFrom[block + 1] - blockFrom[block];
  }

  /** A row of a block; rows of a block ascend. */
  int row(int block, int nth) {
    return blockRows[blockFrom[block] + nth];
  }

  /** How many blocks a row is in. */
  int blocksOf(int row) {
    return rowFrom[row + 1] - rowFrom[row];
  }

  /** A block that a row is in; blocks of a row ascend. */
  int block(int row, int nth) {
    return rowBlocks[rowFrom[row] + nth];
  }

  /** The first block that two rows are both in, or -1. */
  int common(int a, int b) {
    int i = rowFrom[a];
    int k = rowFrom[b];
    int endOfA = rowFrom[a + 1];
    int endOfB = rowFrom[b + 1];
    while (i < endOfA && k < endOfB) {
      if (rowBlocks[i] == rowBlocks[k]) {
        return rowBlocks[i];
      }
      if (rowBlocks[i] < rowBlocks[k]) {
        i++;
      } else {
        k++;
      }
    }
    return -1;
  }
}
