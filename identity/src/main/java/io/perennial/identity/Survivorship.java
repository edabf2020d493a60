// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of several claims is believed of a customer.
 *
 * @param rules by attribute; others have the default rule
 * @param trust sources, the most trusted first; those that are not named come after all that are
 */
public record Survivorship(Map<String, Rule> rules, List<String> trust) {

  /** What decides first; ties go to the next of most trusted, most recent, most frequent. */
  public enum Rule {
    /** What was said last. */
    RECENT,
    /** What the most trusted source says. */
    SOURCE,
    /** What most records say. */
    FREQUENT;

    /** As settings write it: recent. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Survivorship {
    rules = java.util.Collections.unmodifiableMap(new TreeMap<>(rules));
    trust = List.copyOf(trust);
  }

  /** The most recent claim of each attribute. */
  public static Survivorship defaults() {
    return new Survivorship(Map.of(), List.of());
  }

  /**
   * The rule for an attribute: its own, else the order of trust where there is one, else recent.
   */
  public Rule of(String attribute) {
    return rules.getOrDefault(attribute, trust.isEmpty() ? Rule.RECENT : Rule.SOURCE);
  }

  /** Equal texts for what means the same. */
  public String canonical() {
    return "rules " + rules + " trust " + trust;
  }
}
