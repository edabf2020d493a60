// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import java.util.Locale;
import java.util.Map;

/**
 * An attribute of claims whose equal values say that records are one customer.
 *
 * @param name as in the table of claims: email, phone, loyalty_id
 */
public record LinkAttribute(String name) {

  /** How sure it is that a record alone is a customer of its own: as sure as its key. */
  public static final double OWN_KEY = 1.0;

  /**
   * How sure equal values make us. Not estimated: what we take for granted until pairs are scored.
   * A card is one person's; an e-mail address nearly always; a telephone is shared by a household
   * more often.
   */
  private static final Map<String, Double> CONFIDENCE =
      Map.of("loyalty_id", 0.99, "email", 0.98, "phone", 0.95);

  private static final double OTHER = 0.90;

  public LinkAttribute {
    name = name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "Invalid identity.link-by: " + name + " (must be an attribute of claims, such as email)");
    }
  }

  /** That records with equal values are one customer: loyalty_id .99, email .98, phone .95, .9. */
  public double confidence() {
    return CONFIDENCE.getOrDefault(name, OTHER);
  }

  /** As people read it: loyalty id. */
  public String words() {
    return name.replace('_', ' ');
  }
}
