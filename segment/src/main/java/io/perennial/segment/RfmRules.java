// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of rules that names segments: the first that matches decides. Every one of the 125
 * combinations of scores has a segment.
 */
public final class RfmRules implements Serializable {
  private static final long serialVersionUID = 1;

  /** What customers are called when nobody says otherwise. */
  public static final RfmRules DEFAULT =
      parse(
          List.of(
              "Champions = R 5 F 4-5 M 4-5",
              "Cannot lose = R 1-2 F 4-5 M 4-5",
              "Loyal = R 3-5 F 4-5",
              "At risk = R 1-2 F 3-5",
              "Potential loyalists = R 4-5 F 2-3",
              "New = R 5 F 1",
              "Promising = R 4 F 1",
              "Need attention = R 3 F 2-3",
              "About to sleep = R 3 F 1",
              "Hibernating = R 2 F 1-2",
              "Lost = R 1 F 1-2"));

  private static final int SHOWN = 3;

  private final List<RfmRule> rules;
  private final String[] segments =
      new String[Quintiles.SCORES * Quintiles.SCORES * Quintiles.SCORES];

  private RfmRules(List<RfmRule> rules) {
    this.rules = List.copyOf(rules);
    List<Rfm> uncovered = uncovered(rules);
    if (!uncovered.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid rules: no rule for "
              + String.join(", ", uncovered.stream().limit(SHOWN).map(Rfm::toString).toList())
              + (uncovered.size() > SHOWN ? " and " + (uncovered.size() - SHOWN) + " more" : "")
              + " (must cover all 125 combinations; a last rule such as Others = covers the rest)");
    }
    for (Rfm cell : cells()) {
      segments[place(cell)] =
          rules.stream().filter(rule -> rule.matches(cell)).findFirst().orElseThrow().segment();
    }
  }

  /**
   * A table.
   *
   * @throws IllegalArgumentException when a rule cannot be read, or a combination has none: the
   *     message names which
   */
  public static RfmRules parse(List<String> rules) {
    return new RfmRules(rules.stream().map(RfmRule::parse).toList());
  }

  /** The combinations of scores for which there is no rule. */
  public static List<Rfm> uncovered(List<RfmRule> rules) {
    return cells().stream()
        .filter(cell -> rules.stream().noneMatch(rule -> rule.matches(cell)))
        .toList();
  }

  private static List<Rfm> cells() {
    List<Rfm> cells = new ArrayList<>();
    for (int r = 1; r <= Quintiles.SCORES; r++) {
      for (int f = 1; f <= Quintiles.SCORES; f++) {
        for (int m = 1; m <= Quintiles.SCORES; m++) {
          cells.add(new Rfm(r, f, m));
        }
      }
    }
    return cells;
  }

  private static int place(Rfm scores) {
    return ((scores.recency() - 1) * Quintiles.SCORES + scores.frequency() - 1) * Quintiles.SCORES
        + scores.monetary()
        - 1;
  }

  /** The segment of a customer with these scores. */
  public String segment(Rfm scores) {
    return segments[place(scores)];
  }

  /** The rules, the first that matches first, as {@link RfmRule#parse} reads them. */
  public List<String> texts() {
    return rules.stream().map(RfmRule::toString).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RfmRules that && rules.equals(that.rules);
  }

  @Override
  public int hashCode() {
    return rules.hashCode();
  }

  @Override
  public String toString() {
    return rules.toString();
  }
}
