// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.compare.RecordTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rows of a table that a record is worth comparing with, by the rules of a plan. About 25
 * bytes for each record and rule. Safe for use by many threads.
 */
public final class BlockIndex {

  private final BlockingPlan plan;
  private final List<Keyed> rules;

  private BlockIndex(BlockingPlan plan, List<Keyed> rules) {
    this.plan = plan;
    this.rules = rules;
  }

  /** An index of all rows of a table. O(records x rules). */
  public static BlockIndex of(RecordTable table, BlockingPlan plan) {
    RuleKeys.Cache cache = new RuleKeys.Cache(table);
    return new BlockIndex(
        plan, plan.rules().parallelStream().map(rule -> Keyed.of(cache, rule, plan)).toList());
  }

  /**
   * Rows that share with a row of another table what a rule asks for: those that share the most and
   * the rarest. Where all pairs are compared, all rows.
   *
   * @param query a table whose attributes have the names of those of the index
   * @param most rows, at most, of those that share something
   */
  public int[] candidates(RecordTable query, int row, int most) {
    RuleKeys.Cache cache = new RuleKeys.Cache(query);
    List<int[]> blocks = new ArrayList<>();
    long[] keys = new long[RuleKeys.MOST];
    BlockingPlan usable = plan.in(query);
    for (int i = 0; i < rules.size(); i++) {
      if (usable.rules().contains(plan.rules().get(i))) {
        int count = cache.of(plan.rules().get(i)).fill(row, keys);
        for (int k = 0; k < count; k++) {
          rules.get(i).find(keys[k], cache, usable.refine(), row, plan.maxBlock(), blocks);
        }
      }
    }
    if (rules.stream().anyMatch(rule -> rule.everybody)) {
      return blocks.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    }
    return mostTelling(blocks, most);
  }

  /** Rows by what they share, rare things first: each counts by how few have it. */
  private static int[] mostTelling(List<int[]> blocks, int most) {
    blocks.sort((one, other) -> Integer.compare(one.length, other.length));
    Map<Integer, Double> shared = new HashMap<>();
    for (int[] block : blocks) {
      for (int candidate : block) {
        shared.merge(candidate, 1.0 / block.length, Double::sum);
      }
    }
    return shared.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .mapToInt(Map.Entry::getKey)
        .sorted()
        .toArray();
  }

  /** The rows of each key of a rule, and of each refinement of keys that too many have. */
  private static final class Keyed {
    private final boolean everybody;
    private final KeyNumbers numbers = new KeyNumbers();
    private final KeyNumbers refined = new KeyNumbers();
    private int[] from = new int[1];
    private int[] rows = new int[0];
    private int[] refinedFrom = new int[1];
    private int[] refinedRows = new int[0];

    private Keyed(boolean everybody) {
      this.everybody = everybody;
    }

    static Keyed of(RuleKeys.Cache cache, BlockingRule rule, BlockingPlan plan) {
      Keyed keyed = new Keyed(rule.predicates().isEmpty());
      RuleKeys reader = cache.of(rule);
      Entries entries = new Entries();
      long[] keys = new long[RuleKeys.MOST];
      for (int row = 0; row < cache.table().records(); row++) {
        int count = reader.fill(row, keys);
        for (int i = 0; i < count; i++) {
          entries.add(row, keyed.numbers.add(keys[i]));
        }
      }
      keyed.from = starts(entries, keyed.numbers.size());
      keyed.rows = byBlock(entries, keyed.from);
      Entries pieces = new Entries();
      for (Predicate predicate : plan.refine()) {
        AttributeKeys more = cache.of(predicate);
        for (int i = 0; i < entries.size(); i++) {
          if (!keyed.everybody && keyed.size(entries.block(i)) > plan.maxBlock()) {
            int count = more.fill(entries.row(i), keys);
            for (int k = 0; k < count; k++) {
              pieces.add(
                  entries.row(i), keyed.refined.add(ValueKeys.mix(entries.block(i), keys[k])));
            }
          }
        }
      }
      keyed.refinedFrom = starts(pieces, keyed.refined.size());
      keyed.refinedRows = byBlock(pieces, keyed.refinedFrom);
      return keyed;
    }

    private static int[] starts(Entries entries, int blocks) {
      int[] from = new int[blocks + 1];
      for (int i = 0; i < entries.size(); i++) {
        from[entries.block(i) + 1]++;
      }
      for (int i = 0; i < blocks; i++) {
        from[i + 1] += from[i];
      }
      return from;
    }

    private static int[] byBlock(Entries entries, int[] from) {
      int[] rows = new int[entries.size()];
      int[] next = Arrays.copyOf(from, from.length);
      for (int i = 0; i < entries.size(); i++) {
        rows[next[entries.block(i)]++] = entries.row(i);
      }
      return rows;
    }

    private int size(int block) {
      return from[block + 1] - from[block];
    }

    /** Adds the rows that have a key, or, where too many have it, those that share more. */
    void find(
        long key,
        RuleKeys.Cache query,
        List<Predicate> refine,
        int row,
        int most,
        List<int[]> into) {
      int block = numbers.find(key);
      if (block < 0) {
        return;
      }
      if (everybody || size(block) <= most) {
        into.add(Arrays.copyOfRange(rows, from[block], from[block + 1]));
        return;
      }
      long[] keys = new long[RuleKeys.MOST];
      for (Predicate predicate : refine) {
        int count = query.of(predicate).fill(row, keys);
        for (int k = 0; k < count; k++) {
          int piece = refined.find(ValueKeys.mix(block, keys[k]));
          if (piece >= 0 && refinedFrom[piece + 1] - refinedFrom[piece] <= most) {
            into.add(Arrays.copyOfRange(refinedRows, refinedFrom[piece], refinedFrom[piece + 1]));
          }
        }
      }
    }
  }
}
