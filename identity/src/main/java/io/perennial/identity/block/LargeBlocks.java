// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.compare.RecordTable;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Cuts blocks that are too large: into the records that share something more, by each of the plan's
 * refinements, and into windows of neighbours in the order of their values (sorted neighbourhood,
 * Hernandez and Stolfo 1995). So each record keeps a bounded number of partners, and the likeliest.
 */
final class LargeBlocks {

  /** Each record is compared with at least so many neighbours on either side. */
  private static final int NEIGHBOURS = 5;

  private final RuleKeys.Cache cache;
  private final RecordTable table;
  private final BlockingPlan plan;
  private int blocks;
  private long records;
  private long pairs;
  private double allPairs;

  LargeBlocks(RuleKeys.Cache cache, BlockingPlan plan) {
    this.cache = cache;
    this.table = cache.table();
    this.plan = plan;
  }

  int blocks() {
    return blocks;
  }

  long records() {
    return records;
  }

  long pairs() {
    return pairs;
  }

  /** A lower bound where pieces overlap. */
  double pairsLeftOut() {
    return Math.max(0, allPairs - pairs);
  }

  /**
   * The pieces, numbered from 0, each of more than one row; rows of a piece ascend.
   *
   * @param large rows of blocks that are too large
   * @param n blocks are less than this
   */
  Entries pieces(Entries large, int n) {
    int[] sizes = large.sizes(n);
    for (int size : sizes) {
      if (size > 0) {
        blocks++;
        records += size;
        allPairs += RuleBlocks.pairs(size);
      }
    }
    Entries pieces = new Entries();
    int number = 0;
    for (Predicate predicate : plan.refine()) {
      number = refined(large, predicate, pieces, number);
    }
    neighbours(large, sizes, pieces, number);
    return pieces;
  }

  /** Adds the pieces that share a key of a predicate, and answers the number of the next piece. */
  private int refined(Entries large, Predicate predicate, Entries pieces, int next) {
    AttributeKeys more = cache.of(predicate);
    KeyNumbers numbers = new KeyNumbers();
    Entries parts = new Entries();
    long[] keys = new long[RuleKeys.MOST];
    for (int i = 0; i < large.size(); i++) {
      int count = more.fill(large.row(i), keys);
      for (int k = 0; k < count; k++) {
        parts.add(large.row(i), numbers.add(ValueKeys.mix(large.block(i), keys[k])));
      }
    }
    int[] sizes = parts.sizes(numbers.size());
    int[] kept = new int[sizes.length];
    int number = next;
    for (int part = 0; part < sizes.length; part++) {
      boolean fits = sizes[part] > 1 && sizes[part] <= plan.maxBlock();
      kept[part] = fits ? number++ : -1;
      pairs += fits ? RuleBlocks.pairs(sizes[part]) : 0;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (kept[parts.block(i)] >= 0) {
        pieces.add(parts.row(i), kept[parts.block(i)]);
      }
    }
    return number;
  }

  private void neighbours(Entries large, int[] sizes, Entries pieces, int next) {
    int[] place = new int[sizes.length];
    int[][] rows = new int[sizes.length][];
    for (int block = 0; block < sizes.length; block++) {
      rows[block] = new int[sizes[block]];
    }
    for (int i = 0; i < large.size(); i++) {
      rows[large.block(i)][place[large.block(i)]++] = large.row(i);
    }
    int number = next;
    for (int[] block : rows) {
      if (block.length > 0) {
        int[] sorted = sorted(block);
        // windows overlap by half, so that whoever is near is in one window with another
        for (int from = 0; from < sorted.length; from += NEIGHBOURS) {
          int[] window =
              Arrays.copyOfRange(sorted, from, Math.min(sorted.length, from + 2 * NEIGHBOURS));
          if (window.length > 1) {
            Arrays.sort(window);
            for (int row : window) {
              pieces.add(row, number);
            }
            number++;
            pairs += RuleBlocks.pairs(window.length);
          }
        }
      }
    }
  }

  /** Rows in the order of their values of the refinements' attributes, then of their ids. */
  private int[] sorted(int[] rows) {
    int[] attributes =
        plan.refine().stream()
            .mapToInt(predicate -> AttributeKeys.place(table, predicate.attribute()))
            .distinct()
            .toArray();
    Comparator<Integer> order = Comparator.comparingInt(row -> 0);
    for (int attribute : attributes) {
      order = order.thenComparing(row -> first(attribute, row));
    }
    return Arrays.stream(rows)
        .boxed()
        .sorted(order.thenComparing(Comparator.naturalOrder()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private String first(int attribute, int row) {
    return table.values(attribute, row) == 0
        ? ""
        : table.text(attribute, table.value(attribute, row, 0));
  }
}
