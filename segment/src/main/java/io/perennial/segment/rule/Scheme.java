// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A way of putting customers into segments: rules in order.
 *
 * @param name lower case words with dashes
 * @param meaning one line for people
 * @param kind whether one rule decides, or each is a segment of its own
 * @param rules at least one, of different segments
 * @param otherwise the segment of those of whom no rule holds; empty: they are in none
 */
public record Scheme(
    String name, String meaning, Kind kind, List<Rule> rules, Optional<String> otherwise) {

  /** How rules go together. */
  public enum Kind {
    /** The first rule that holds decides: a customer is in one segment at most. */
    FIRST_MATCH,
    /** Each rule is a segment of its own, which may overlap with others. */
    OVERLAPPING
  }

  /** How many rules a scheme has at most: the bits of a long, but the sign's and one. */
  public static final int MOST_RULES = 62;

  public Scheme {
    rules = List.copyOf(rules);
    if (rules.isEmpty() || rules.size() > MOST_RULES) {
      throw new IllegalArgumentException(
          "Invalid scheme "
              + name
              + ": "
              + rules.size()
              + " rules (must be 1 to "
              + MOST_RULES
              + ")");
    }
  }

  /** The segments, in the order of the rules; that of all others last. */
  public List<String> segments() {
    Set<String> segments = new LinkedHashSet<>();
    rules.forEach(rule -> segments.add(rule.segment()));
    otherwise.ifPresent(segments::add);
    return List.copyOf(segments);
  }

  /** The features that conditions or reasons read. */
  public Set<String> reads() {
    Set<String> reads = new LinkedHashSet<>();
    for (Rule rule : rules) {
      reads.addAll(rule.condition().reads());
      reads.addAll(rule.reason().reads());
    }
    return reads;
  }

  /** The features whose median over all customers conditions or reasons ask for. */
  public Set<String> typical() {
    Set<String> typical = new LinkedHashSet<>();
    for (Rule rule : rules) {
      typical.addAll(rule.condition().typical());
      typical.addAll(rule.reason().typical());
    }
    return typical;
  }

  /** Equal texts for schemes that mean the same. */
  String canonical() {
    List<String> lines =
        rules.stream()
            .map(
                rule ->
                    rule.segment()
                        + " when "
                        + rule.condition().canonical()
                        + " because "
                        + rule.reason())
            .toList();
    return "scheme "
        + name
        + " "
        + kind
        + " "
        + String.join("; ", lines)
        + otherwise.map(name -> "; otherwise " + name).orElse("");
  }
}
