// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.compare.RecordTable;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The records of a table in blocks: whoever shares one with another is compared with it. About 10
 * bytes for each record and rule.
 */
public final class Blocks {

  private static final int DEALT_FROM = 256;

  private final BlockingPlan plan;
  private final List<RuleBlocks> rules;

  private Blocks(BlockingPlan plan, List<RuleBlocks> rules) {
    this.plan = plan;
    this.rules = rules;
  }

  /**
   * The blocks of a plan, made by several threads. O(records x rules).
   *
   * @throws IllegalArgumentException when a rule names an attribute that the table does not have
   */
  public static Blocks of(RecordTable table, BlockingPlan plan) {
    RuleKeys.Cache cache = new RuleKeys.Cache(table);
    return new Blocks(
        plan,
        IntStream.range(0, plan.rules().size())
            .parallel()
            .mapToObj(rule -> RuleBlocks.of(cache, plan.rules().get(rule), plan))
            .toList());
  }

  /** What hears of pairs. */
  @FunctionalInterface
  public interface PairConsumer {
    /** Two rows, the smaller first, and the first rule that finds them. */
    void accept(int a, int b, int rule);
  }

  public BlockingPlan plan() {
    return plan;
  }

  /** What the blocks of each rule come to, in the order of the plan. */
  public List<BlockFigures> figures() {
    return rules.stream().map(RuleBlocks::figures).toList();
  }

  /** Pairs, counted again for each block that both are in: a bound of how many there are. */
  public long pairsAtMost() {
    return rules.stream().mapToLong(rule -> rule.figures().pairs()).sum();
  }

  /** The first rule by which two rows are compared, or -1. */
  public int firstRule(int a, int b) {
    for (int rule = 0; rule < rules.size(); rule++) {
      if (rules.get(rule).common(a, b) >= 0) {
        return rule;
      }
    }
    return -1;
  }

  /** Walks over every row of every block. */
  public final class Cursor {
    private int rule;
    private int block;
    private int nth = -1;
    private long before;

    private Cursor() {}

    /** Moves on; false at the end. */
    public boolean next() {
      nth++;
      while (rule < rules.size()) {
        RuleBlocks blocks = rules.get(rule);
        if (block < blocks.blocks() && nth < blocks.size(block)) {
          return true;
        }
        nth = 0;
        if (++block >= blocks.blocks()) {
          before += blocks.blocks();
          block = 0;
          rule++;
        }
      }
      return false;
    }

    /** The rule of the block. */
    public int rule() {
      return rule;
    }

    /** The number of the block, distinct over all rules. */
    public long block() {
      return before + block;
    }

    public int row() {
      return rules.get(rule).row(block, nth);
    }
  }

  /** A walk over every row of every block. */
  public Cursor rows() {
    return new Cursor();
  }

  /** Tells every pair once, in an order that depends on the blocks alone. */
  public void forEachPair(PairConsumer consumer) {
    forEachPair(0, 1, consumer);
  }

  /**
   * Tells the pairs of one of several parts; the parts together tell every pair once, and are about
   * as large.
   *
   * @param part below {@code parts}
   */
  public void forEachPair(int part, int parts, PairConsumer consumer) {
    for (int rule = 0; rule < rules.size(); rule++) {
      int count = rules.get(rule).blocks();
      for (int block = 0; block < count; block++) {
        pairs(rule, block, part, parts, consumer);
      }
    }
  }

  /**
   * Tells, once each, the pairs whose evidence may be other than before: those that touch a changed
   * row, and those of blocks that a change may have cut in another way.
   *
   * @param changed rows that are new, or say something else
   * @param gone records that are no more, or said something else: each may have made a block too
   *     large
   * @param part below {@code parts}, as {@link #forEachPair(int, int, PairConsumer)}
   */
  public void forEachPairSince(
      BitSet changed, int gone, int part, int parts, PairConsumer consumer) {
    for (int rule = 0; rule < rules.size(); rule++) {
      RuleBlocks blocks = rules.get(rule);
      for (int block = 0; block < blocks.blocks(); block++) {
        if (isCutAnew(blocks, block, gone)) {
          pairs(rule, block, part, parts, consumer);
        } else if (block % parts == part) {
          pairsOf(changed, rule, block, consumer);
        }
      }
    }
  }

  private void pairsOf(BitSet changed, int rule, int block, PairConsumer consumer) {
    RuleBlocks blocks = rules.get(rule);
    int size = blocks.size(block);
    for (int i = 0; i < size; i++) {
      int row = blocks.row(block, i);
      for (int k = 0; changed.get(row) && k < size; k++) {
        int other = blocks.row(block, k);
        // a pair of two changed rows is told at the larger
        if (other != row && !(changed.get(other) && other > row)) {
          tell(rule, block, Math.min(row, other), Math.max(row, other), consumer);
        }
      }
    }
  }

  /** Whether the pairs of a block may not have been compared although none of them changed. */
  private boolean isCutAnew(RuleBlocks blocks, int block, int gone) {
    return blocks.isPiece(block)
        || (gone > 0 && blocks.size(block) + (long) gone > plan.maxBlock());
  }

  private void pairs(int rule, int block, int part, int parts, PairConsumer consumer) {
    RuleBlocks blocks = rules.get(rule);
    int size = blocks.size(block);
    // small blocks are one part's, large ones are dealt out row by row
    boolean dealt = size > DEALT_FROM;
    if (!dealt && block % parts != part) {
      return;
    }
    for (int i = 1; i < size; i++) {
      if (dealt && i % parts != part) {
        continue;
      }
      int b = blocks.row(block, i);
      for (int k = 0; k < i; k++) {
        tell(rule, block, blocks.row(block, k), b, consumer);
      }
    }
  }

  /** Tells a pair of a block unless an earlier block has told it. */
  private void tell(int rule, int block, int a, int b, PairConsumer consumer) {
    if (rules.get(rule).common(a, b) == block && isFirst(rule, a, b)) {
      consumer.accept(a, b, rule);
    }
  }

  private boolean isFirst(int rule, int a, int b) {
    for (int before = 0; before < rule; before++) {
      if (rules.get(before).common(a, b) >= 0) {
        return false;
      }
    }
    return true;
  }
}
