// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Behaviour;
import io.perennial.identity.Levels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How values of an attribute are compared: the levels, from different to equal, each with what we
 * take for granted of how often records of one customer agree so closely. These shares are from
 * experience with customer data, not from any set of data; they carry a model of few records and
 * hardly touch one of many.
 */
enum Comparing {
  EMAIL(
      AttributeKind.EMAIL,
      Share.of("different", .25),
      Share.of("similar name", .03),
      Share.of("same name elsewhere", .07),
      Share.of("close", .05),
      Share.of("equal", .60)),
  PHONE(
      AttributeKind.PHONE,
      Share.of("different", .27),
      Share.of("one digit off", .03),
      Share.of("same ending", .05),
      Share.of("equal", .65)),
  IDENTIFIER(
      AttributeKind.IDENTIFIER,
      Share.of("different", .06),
      Share.of("one character off", .06),
      Share.of("equal", .88)),
  GIVEN_NAME(
      AttributeKind.GIVEN_NAME,
      Share.of("different", .06),
      Share.of("similar", .03),
      Share.of("initial", .03),
      Share.of("short form", .04),
      Share.of("close", .09),
      Share.of("exchanged", .01),
      Share.of("equal", .74)),
  FAMILY_NAME(
      AttributeKind.FAMILY_NAME,
      Share.of("different", .07),
      Share.of("similar", .03),
      Share.of("part", .02),
      Share.of("close", .09),
      Share.of("exchanged", .01),
      Share.of("equal", .78)),
  FULL_NAME(
      AttributeKind.FULL_NAME,
      Share.of("different", .05),
      Share.of("some", .04),
      Share.of("part", .06),
      Share.of("initials", .06),
      Share.of("close", .09),
      Share.of("same words", .05),
      Share.of("equal", .65)),
  ORGANISATION(
      AttributeKind.ORGANISATION,
      Share.of("different", .06),
      Share.of("some", .06),
      Share.of("most", .10),
      Share.of("close", .12),
      Share.of("same words", .06),
      Share.of("equal", .60)),
  BIRTH_DATE(
      AttributeKind.BIRTH_DATE,
      Share.of("different", .03),
      Share.of("within ten years", .02),
      Share.of("within a year", .02),
      Share.of("two of three parts", .03),
      Share.of("a slip", .08),
      Share.of("equal", .82)),
  STREET(
      AttributeKind.STREET,
      Share.of("different", .20),
      Share.of("some", .04),
      Share.of("other number", .03),
      Share.of("close", .12),
      Share.of("exchanged", .02),
      Share.of("equal", .59)),
  POSTCODE(
      AttributeKind.POSTCODE,
      Share.of("different", .16),
      Share.of("near", .04),
      Share.of("a slip", .05),
      Share.of("equal", .75)),
  PLACE(
      AttributeKind.PLACE,
      Share.of("different", .14),
      Share.of("similar", .03),
      Share.of("close", .06),
      Share.of("equal", .77)),
  CATEGORY(
      AttributeKind.CATEGORY,
      Share.of("different", .07),
      Share.of("a slip", .03),
      Share.of("equal", .90)),
  TEXT(
      AttributeKind.TEXT,
      Share.of("different", .05),
      Share.of("few", .10),
      Share.of("some", .15),
      Share.of("most", .20),
      Share.of("nearly all", .20),
      Share.of("same words", .05),
      Share.of("equal", .25)),
  NUMBER(
      AttributeKind.NUMBER,
      Share.of("different", .15),
      Share.of("within 25 %", .10),
      Share.of("within 10 %", .10),
      Share.of("within 1 %", .10),
      Share.of("equal", .55)),
  YEAR(
      AttributeKind.YEAR,
      Share.of("different", .05),
      Share.of("near", .04),
      Share.of("next", .08),
      Share.of("equal", .83)),
  CODE(
      AttributeKind.CODE,
      Share.of("different", .12),
      Share.of("part", .05),
      Share.of("a slip", .08),
      Share.of("equal", .75)),
  /** By metres apart: 10,000, 1,000, 150, 25, none; of equal ones the rarer says more. */
  COORDINATES(
      AttributeKind.COORDINATES,
      Share.of("different", .14),
      Share.of("same town", .05),
      Share.of("same quarter", .06),
      Share.of("same street", .09),
      Share.of("same house", .21),
      Share.of("equal", .45)),
  /** Visits that records share; of one customer's records most share none. */
  SESSIONS(AttributeKind.IDENTIFIER, Share.of("different", .5), Share.of("equal", .5)),
  /** Products that were bought again and again; one customer buys other things elsewhere. */
  BASKETS(
      AttributeKind.TEXT,
      Share.of("different", .35),
      Share.of("few", .20),
      Share.of("some", .15),
      Share.of("most", .12),
      Share.of("nearly all", .08),
      Share.of("same words", .02),
      Share.of("equal", .08)),
  /** The codes and numbers that stand in a text: models, sizes, volumes. */
  CODES_OF_TEXT(
      AttributeKind.CODE,
      Share.of("different", .15),
      Share.of("some", .15),
      Share.of("part", .25),
      Share.of("equal", .45));

  private static final Set<Comparing> WITH_TOKENS =
      EnumSet.of(FULL_NAME, ORGANISATION, STREET, TEXT, BASKETS, CODES_OF_TEXT);

  /** What the persons of a household mostly share. */
  private static final Set<Comparing> HOUSEHOLD =
      EnumSet.of(FAMILY_NAME, STREET, POSTCODE, PLACE, PHONE, COORDINATES);

  /** Nearly unique values, whose frequency says nothing that equality does not say. */
  private static final Set<Comparing> IDENTIFYING = EnumSet.of(EMAIL, PHONE, IDENTIFIER, SESSIONS);

  private final AttributeKind kind;

  @SuppressWarnings("ImmutableEnumChecker") // from List.of
  private final List<Share> shares;

  Comparing(AttributeKind kind, Share... shares) {
    this.kind = kind;
    this.shares = List.of(shares);
  }

  static Comparing of(AttributeKind kind) {
    return valueOf(kind.name());
  }

  static Comparing of(Behaviour behaviour) {
    return valueOf(behaviour.name());
  }

  AttributeKind kind() {
    return kind;
  }

  boolean hasTokens() {
    return WITH_TOKENS.contains(this);
  }

  /** The number of a level, for those who compare. */
  int level(String name) {
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i).level().equals(name)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("Unknown level of " + this + ": " + name);
  }

  int top() {
    return shares.size();
  }

  /** The levels of an attribute; of a household also where its name says part of an address. */
  Levels levels(String attribute, boolean ofAddress) {
    List<String> names = new ArrayList<>();
    names.add("missing");
    shares.forEach(share -> names.add(share.level()));
    return new Levels(
        attribute,
        kind,
        names,
        shares.stream().mapToDouble(Share::m).toArray(),
        !IDENTIFYING.contains(this),
        HOUSEHOLD.contains(this) || ofAddress);
  }

  private record Share(String level, double m) {
    static Share of(String level, double m) {
      return new Share(level, m);
    }
  }
}
