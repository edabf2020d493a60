// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Set;

/** The given and the family name of a full name in its normal form; either may be empty. */
record NameParts(String given, String family) {

  /** What stands before a family name and belongs to it. */
  private static final Set<String> PARTICLES =
      Set.of(
          "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le",
          "ter", "ten", "zu", "zum", "zur", "al", "el", "bin", "ibn", "mac", "mc", "st");

  /**
   * The last word, with the particles before it, is the family name, the first the given one; names
   * between stay with the given one. A name alone is a given name if it is known as one or nothing
   * is known of it: exchanged fields are recognised when pairs are compared.
   */
  static NameParts of(String full) {
    int family = full.lastIndexOf(' ') + 1;
    if (family == 0) {
      return new NameParts(full, "");
    }
    while (true) {
      int before = full.lastIndexOf(' ', family - 2) + 1;
      if (before == 0 || !PARTICLES.contains(full.substring(before, family - 1))) {
        return new NameParts(full.substring(0, family - 1), full.substring(family));
      }
      family = before;
    }
  }
}
