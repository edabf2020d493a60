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
      if (isOneEdit(a, b)) {
        return closeOrNamesake(a, b);
      }
      int nameA = nameLength(a);
      int nameB = nameLength(b);
      if (prepared.fourth(a) == prepared.fourth(b)) {
        return nameA >= SHORTEST_NAME && !isOffice(a, nameA) ? elsewhere : DIFFERENT;
      }
      int longer = Math.max(prepared.length(a), prepared.length(b));
      if (longer > 11 && common(a, b) >= longer - 2) {
        read(a, b);
        if (kernels.editDistance.distance(kernels.a, kernels.b, 2) <= 2) {
          return closeOrNamesake(a, b);
        }
      }
      if (Math.min(nameA, nameB) < SHORTEST_NAME || !maybeSimilarName(a, b)) {
        return DIFFERENT;
      }
      read(a, b);
      kernels.a.length = nameA;
      kernels.b.length = nameB;
      return kernels.jaroWinkler.similarity(kernels.a, kernels.b) >= SIMILAR ? similar : DIFFERENT;
    }

    /** People of one name choose addresses that differ in numbers; what is mistyped is anything. */
    private int closeOrNamesake(int a, int b) {
      return withoutDigits(texts.text(a)).equals(withoutDigits(texts.text(b))) ? similar : close;
    }

    private static String withoutDigits(String address) {
      StringBuilder kept = new StringBuilder(address.length());
      for (int i = 0; i < address.length(); i++) {
        if (!Character.isDigit(address.charAt(i))) {
          kept.append(address.charAt(i));
        }
      }
      return kept.toString();
    }

    private boolean maybeSimilarName(int a, int b) {
      int nameA = nameLength(a);
      int nameB = nameLength(b);
      int common = Signature.commonAtMost(prepared.third(a), nameA, prepared.third(b), nameB);
      return JaroWinkler.atMost(common, nameA, nameB) >= SIMILAR;
    }

    private boolean isOffice(int code, int length) {
      return OFFICES.contains(texts.text(code).substring(0, length));
    }

    private int nameLength(int code) {
      return (int) prepared.fourth(code) & 0xffff;
    }
  }

  /** Telephone numbers. */
  static final class Phone extends Comparison {

    /** Seven digits, of the last eight characters. */
    private static final long SAME_ENDING = (1L << 56) - 1;

    private final int slip = level("one digit off");
    private final int ending = level("same ending");

    Phone(Column column, Kernels kernels) {
      super(column, Comparing.PHONE, kernels);
    }

    @Override
    int level(int a, int b) {
      boolean isLong = Math.min(prepared.length(a), prepared.length(b)) > 7;
      if (isLong && ((prepared.third(a) ^ prepared.third(b)) & SAME_ENDING) == 0) {
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
      boolean isLong = Math.min(prepared.length(a), prepared.length(b)) >= SHORTEST_WITH_SLIP;
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
      if (isOneEdit(a, b)) {
        return slip;
      }
      int shorter = Math.min(prepared.length(a), prepared.length(b));
      int district = Math.max(2, shorter - (shorter > 5 ? 3 : 2));
      int same = Long.numberOfLeadingZeros(prepared.third(a) ^ prepared.third(b)) / Byte.SIZE;
      return same >= district ? near : DIFFERENT;
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
      int shorter = Math.min(prepared.length(a), prepared.length(b));
      if (common(a, b) < shorter - 1) {
        return DIFFERENT;
      }
      read(a, b);
      if (isSameNumberWithLetter(kernels.a, kernels.b)) {
        return part;
      }
      if (shorter > 1 && isOneEdit(a, b)) {
        return slip;
      }
      boolean contained =
          shorter >= SHORTEST_PART
              && (commonStart(kernels.a, kernels.b) == shorter
                  || commonEnd(kernels.a, kernels.b) == shorter);
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

  /** Visits, which are the same or not. */
  static final class Session extends Comparison {

    Session(Column column, Kernels kernels) {
      super(column, Comparing.SESSIONS, kernels);
    }

    @Override
    int level(int a, int b) {
      return DIFFERENT;
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
      boolean isLong = Math.min(prepared.length(a), prepared.length(b)) > 2;
      return isLong && isOneEdit(a, b) ? slip : DIFFERENT;
    }
  }
}
