// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import java.util.Locale;
import java.util.Optional;

/** What the values of an attribute are; from it follow how they are compared and blocked on. */
public enum AttributeKind {
  EMAIL,
  PHONE,
  /** A number or code that names one person or thing: a card, a login, a tax number. */
  IDENTIFIER,
  GIVEN_NAME,
  FAMILY_NAME,
  FULL_NAME,
  ORGANISATION,
  BIRTH_DATE,
  STREET,
  POSTCODE,
  PLACE,
  /** One of a few words: gender, country, state. */
  CATEGORY,
  /** Words: a title, a description. */
  TEXT,
  NUMBER,
  YEAR,
  /** A short code that many share, such as a house number. */
  CODE;

  /** As settings write it: given-name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind that settings write so; empty where there is none. */
  public static Optional<AttributeKind> of(String word) {
    for (AttributeKind kind : values()) {
      if (kind.word().equals(word.strip().toLowerCase(Locale.ROOT).replace('_', '-'))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
