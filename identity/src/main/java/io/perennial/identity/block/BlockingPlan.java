// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.compare.RecordTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pairs are compared: those that one of the rules finds. Kept with the model, so that later
 * runs find the same pairs.
 *
 * @param rules in order; a pair counts for the first that finds it
 * @param refine what records of blocks that are too large must share besides, to be compared; each
 *     is tried, and neighbours in the order of these are compared too
 * @param maxBlock records in a block, at most
 */
public record BlockingPlan(List<BlockingRule> rules, List<Predicate> refine, int maxBlock) {

  private static final String REFINE = "refine ";
  private static final String MAX = "max-block ";

  public BlockingPlan {
    rules = List.copyOf(rules);
    refine = List.copyOf(refine);
  }

  /** A line for the bound, for each refinement, and for each rule. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(MAX + maxBlock);
    refine.forEach(predicate -> lines.add(REFINE + predicate.text()));
    rules.forEach(rule -> lines.add(rule.text()));
    return String.join("\n", lines);
  }

  /**
   * The same without what names attributes that a table does not have.
   *
   * @return a plan whose every rule can be tried
   */
  public BlockingPlan in(RecordTable table) {
    return new BlockingPlan(
        rules.stream().filter(rule -> isIn(rule.predicates(), table)).toList(),
        refine.stream().filter(predicate -> isIn(List.of(predicate), table)).toList(),
        maxBlock);
  }

  private static boolean isIn(List<Predicate> predicates, RecordTable table) {
    return predicates.stream()
        .allMatch(predicate -> AttributeKeys.place(table, predicate.attribute()) >= 0);
  }

  /** The plan that {@link #text} wrote. */
  public static BlockingPlan parse(String text) {
    List<BlockingRule> rules = new ArrayList<>();
    List<Predicate> refine = new ArrayList<>();
    int max = 0;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(MAX)) {
        max = Integer.parseInt(line.substring(MAX.length()));
      } else if (line.startsWith(REFINE)) {
        refine.add(Predicate.parse(line.substring(REFINE.length())));
      } else if (!line.isBlank()) {
        rules.add(BlockingRule.parse(line));
      }
    }
    return new BlockingPlan(rules, refine, max);
  }
}
