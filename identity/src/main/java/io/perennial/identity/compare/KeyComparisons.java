// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Set;

/** Comparisons of values whose equality counts most: addresses of mail, numbers, codes. */
final class KeyComparisons {

  private KeyComparisons() {}

  /** E-mail addresses. */
  static final class Email extends Comparison {

    private static final double SIMILAR = .90;
    private static final int SHORTEST_NAME = 5;

    /** Names of offices and not of persons: many have the same one elsewhere. */
    private static final Set<String> OFFICES =
        Set.of(
            "contact",
            "office",
            "sales",
            "admin",
            "support",
            "hello",
            "service",
            "kontakt",
            "booking",
            "reservations",
            "enquiries",
            "webmaster",
            "postmaster",
            "noreply",
            "email");

    private final int similar = level("similar name");
    private final int elsewhere = level("same name elsewhere");
    private final int close = level("close");

    Email(Column column, Kernels kernels) {
      super(column, Comparing.EMAIL, kernels);
    }

    @Override
    int level(int a, int b) {
      read(a, b);
      Word one = kernels.a;
      Word other = kernels.b;
      if (isOneEdit(a, b)) {
        return close;
      }
      int nameA = nameLength(one);
      int nameB = nameLength(other);
      int start = commonStart(one, other);
      if (nameA == nameB && start >= nameA) {
        return nameA >= SHORTEST_NAME && !isOffice(a, nameA) ? elsewhere : DIFFERENT;
      }
      int longer = Math.max(one.length, other.length);
      int common = common(a, b);
      if (longer > 11
          && common >= longer - 2
          && kernels.editDistance.distance(one, other, 2) <= 2) {
        return close;
      }
      int shorterName = Math.min(nameA, nameB);
      if (shorterName < SHORTEST_NAME || common < shorterName - 2) {
        return DIFFERENT;
      }
      one.length = nameA;
      other.length = nameB;
      return kernels.jaroWinkler.similarity(one, other) >= SIMILAR ? similar : DIFFERENT;
    }

    private boolean isOffice(int code, int length) {
      return OFFICES.contains(texts.text(code).substring(0, length));
    }

    private static int nameLength(Word address) {
      int at = 0;
      while (at < address.length && address.at(at) != '@') {
        at++;
      }
      return at;
    }
  }

  /** Telephone numbers. */
  static final class Phone extends Comparison {

    private static final int SAME_ENDING = 7;

    private final int slip = level("one digit off");
    private final int ending = level("same ending");

    Phone(Column column, Kernels kernels) {
      super(column, Comparing.PHONE, kernels);
    }

    @Override
    int level(int a, int b) {
      read(a, b);
      if (commonEnd(kernels.a, kernels.b) >= SAME_ENDING) {
        return ending;
      }
      return isOneEdit(a, b) ? slip : DIFFERENT;
    }
  }

  /** Cards, tax numbers, logins. */
  static final class Identifier extends Comparison {

    private static final int SHORTEST_WITH_SLIP = 4;

    private final int slip = level("one character off");

    Identifier(Column column, Kernels kernels) {
      super(column, Comparing.IDENTIFIER, kernels);
    }

    @Override
    int level(int a, int b) {
      read(a, b);
      boolean isLong = Math.min(kernels.a.length, kernels.b.length) >= SHORTEST_WITH_SLIP;
      return isLong && isOneEdit(a, b) ? slip : DIFFERENT;
    }
  }

  /** Postcodes: near by their beginning, without the last three characters, but two at least. */
  static final class Postcode extends Comparison {

    private final int near = level("near");
    private final int slip = level("a slip");

    Postcode(Column column, Kernels kernels) {
      super(column, Comparing.POSTCODE, kernels);
    }

    @Override
    int level(int a, int b) {
      read(a, b);
      if (isOneEdit(a, b)) {
        return slip;
      }
      int shorter = Math.min(kernels.a.length, kernels.b.length);
      int district = Math.max(2, shorter - (shorter > 5 ? 3 : 2));
      return commonStart(kernels.a, kernels.b) >= district ? near : DIFFERENT;
    }
  }

  /** Model numbers, house numbers, editions. */
  static final class Code extends Comparison {

    private static final int SHORTEST_PART = 4;

    private final int part = level("part");
    private final int slip = level("a slip");

    Code(Column column, Kernels kernels) {
      super(column, Comparing.CODE, kernels);
    }

    @Override
    int level(int a, int b) {
      read(a, b);
      Word one = kernels.a;
      Word other = kernels.b;
      int shorter = Math.min(one.length, other.length);
      if (isSameNumberWithLetter(one, other)) {
        return part;
      }
      if (shorter > 1 && isOneEdit(a, b)) {
        return slip;
      }
      boolean contained =
          shorter >= SHORTEST_PART
              && (commonStart(one, other) == shorter || commonEnd(one, other) == shorter);
      return contained ? part : DIFFERENT;
    }

    /** 12 and 12a. */
    private static boolean isSameNumberWithLetter(Word a, Word b) {
      int start = commonStart(a, b);
      Word longer = a.length > b.length ? a : b;
      return start > 0
          && start == Math.min(a.length, b.length)
          && isDigit(longer.at(start - 1))
          && longer.length == start + 1
          && !isDigit(longer.at(start));
    }
  }

  /** Words of a list. */
  static final class Category extends Comparison {

    private final int slip = level("a slip");

    Category(Column column, Kernels kernels) {
      super(column, Comparing.CATEGORY, kernels);
    }

    @Override
    int level(int a, int b) {
      read(a, b);
      boolean isLong = Math.min(kernels.a.length, kernels.b.length) > 2;
      return isLong && isOneEdit(a, b) ? slip : DIFFERENT;
    }
  }
}
