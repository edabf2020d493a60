// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

import io.perennial.segment.rule.Rule;
import java.util.Optional;

/**
 * Groups of customers of whom like shares are to be addressed: those of one word each, or those of
 * whom a condition holds and all others.
 *
 * @param name of the comparison
 * @param by the word; empty where there is a rule
 * @param rule of the protected group; empty where there is a word
 * @param within how far shares of two groups may be apart, (0, 1]
 */
public record Fairness(String name, Optional<String> by, Optional<Rule> rule, double within) {

  public Fairness {
    if (by.isPresent() == rule.isPresent()) {
      throw new IllegalArgumentException(
          "Invalid decide.fairness." + name + ": it must have one of by and when");
    }
    if (!(within > 0 && within <= 1)) {
      throw new IllegalArgumentException(
          "Invalid decide.fairness." + name + ".within: " + within + " (must be above 0, to 1)");
    }
  }

  /** Equal texts for comparisons that mean the same. */
  public String canonical() {
    return name
        + " "
        + by.orElse("")
        + " "
        + rule.map(r -> r.condition().toString()).orElse("")
        + " "
        + within;
  }
}
