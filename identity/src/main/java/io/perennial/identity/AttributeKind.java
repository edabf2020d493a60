// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

/** What an attribute of records says, which decides how two of its values are compared. */
public enum AttributeKind {
  EMAIL,
  PHONE,
  /** Of one person or thing: a card, a tax number, a login. */
  IDENTIFIER,
  GIVEN_NAME,
  FAMILY_NAME,
  /** A person's whole name, or the names of several, such as authors. */
  FULL_NAME,
  /** A business, a maker, a brand. */
  ORGANISATION,
  BIRTH_DATE,
  /** A line of an address: street and house number, a building, a quarter. */
  STREET,
  POSTCODE,
  /** A town, a suburb, a county. */
  PLACE,
  /** One of few words: gender, state, colour. */
  CATEGORY,
  /** Words in any number: a title, a description. */
  TEXT,
  /** An amount whose nearness counts: a price, a weight. */
  NUMBER,
  YEAR,
  /** Letters and digits whose equality counts: a model number, a house number, an edition. */
  CODE,
  /** Latitude and longitude of a place, as one value. */
  COORDINATES
}
