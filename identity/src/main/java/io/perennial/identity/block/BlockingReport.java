// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import java.util.List;

/**
 * Which rules decide what is compared, with what each costs and finds, known before anything is
 * compared. No values of records.
 *
 * @param records to be compared
 * @param sampled records on which costs were counted
 * @param expectedMatches pairs of one customer that are expected among those looked at
 * @param rules in order
 * @param weighed how often the worth of a rule was computed, to choose these
 * @param refine what records of groups that are too large must share besides
 * @param rejected good rules that were not taken, the best first
 */
public record BlockingReport(
    long records,
    long sampled,
    double expectedMatches,
    List<RuleFigures> rules,
    long weighed,
    List<String> refine,
    List<RuleFigures> rejected) {

  public BlockingReport {
    rules = List.copyOf(rules);
    refine = List.copyOf(refine);
    rejected = List.copyOf(rejected);
  }

  /** Pairs of all rules, those that several find counted again for each. */
  public double pairs() {
    return rules.stream().mapToDouble(RuleFigures::pairs).sum();
  }

  /** The share of the expected matches that the rules find together. */
  public double covered() {
    return rules.isEmpty() ? 0 : rules.get(rules.size() - 1).cumulative();
  }
}
