// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/** Comparisons of dates, amounts and positions. */
final class NumberComparisons {

  private NumberComparisons() {}

  /** Dates of birth, yyyymmdd; years and months alone are yyyy and yyyymm. */
  static final class BirthDate extends Comparison {

    private static final int DATE = 8;
    private static final int YEAR = 4;

    /** Days as of a calendar of months of 31 days, which is near enough and takes any digits. */
    private static final int DAYS_A_MONTH = 31;

    private static final int DAYS_A_YEAR = 12 * DAYS_A_MONTH;

    private final int decade = level("within ten years");
    private final int withinYear = level("within a year");
    private final int twoParts = level("two of three parts");
    private final int slip = level("a slip");

    BirthDate(Column column, Kernels kernels) {
      super(column, Comparing.BIRTH_DATE, kernels);
    }

    @Override
    int level(int a, int b) {
      long one = prepared.third(a);
      long other = prepared.third(b);
      if (prepared.length(a) != DATE || prepared.length(b) != DATE) {
        return ofParts(a, b);
      }
      long different = one ^ other;
      boolean year = different >>> 32 == 0;
      boolean month = (different & 0xffff0000L) == 0;
      boolean day = (different & 0xffffL) == 0;
      int exchanged = (int) one >>> 16 | (int) one << 16;
      if ((year && exchanged == (int) other) || isOneEdit(a, b)) {
        return slip;
      }
      if ((year && (month || day)) || (month && day)) {
        return twoParts;
      }
      int apart = Math.abs(days(one) - days(other));
      if (apart <= DAYS_A_YEAR) {
        return withinYear;
      }
      return apart <= 10 * DAYS_A_YEAR ? decade : DIFFERENT;
    }

    private int ofParts(int a, int b) {
      int same = Long.numberOfLeadingZeros(prepared.third(a) ^ prepared.third(b)) / Byte.SIZE;
      if (Math.min(prepared.length(a), prepared.length(b)) >= YEAR && same >= YEAR) {
        return same > YEAR + 1 ? twoParts : withinYear;
      }
      return DIFFERENT;
    }

    private static int days(long date) {
      return number(date, 0, 4) * DAYS_A_YEAR
          + number(date, 4, 2) * DAYS_A_MONTH
          + number(date, 6, 2);
    }

    /** The number that digits make, of eight in a long. */
    private static int number(long date, int from, int length) {
      int number = 0;
      for (int i = from; i < from + length; i++) {
        number = number * 10 + ((int) (date >>> (56 - 8 * i)) & 0xff) - '0';
      }
      return number;
    }
  }

  /** Amounts, by the difference as a share of the larger. */
  static final class Amount extends Comparison {

    private final int within25 = level("within 25 %");

    Amount(Column column, Kernels kernels) {
      super(column, Comparing.NUMBER, kernels);
    }

    @Override
    int level(int a, int b) {
      double one = Double.longBitsToDouble(prepared.third(a));
      double other = Double.longBitsToDouble(prepared.third(b));
      double share = Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
      // what is no number is near nothing
      if (!(share <= .25)) {
        return DIFFERENT;
      }
      if (share > .10) {
        return within25;
      }
      return share > .01 ? within25 + 1 : within25 + 2;
    }
  }

  /** Positions, by the metres between them. */
  static final class Distance extends Comparison {

    private static final double HOUSE = 25;
    private static final double STREET = 150;
    private static final double QUARTER = 1_000;
    private static final double TOWN = 10_000;

    /** Degrees of latitude that are more than a town: a quick look at most pairs. */
    private static final double TOWN_DEGREES = .1;

    private final int town = level("same town");
    private final int quarter = level("same quarter");
    private final int street = level("same street");
    private final int house = level("same house");

    Distance(Column column, Kernels kernels) {
      super(column, Comparing.COORDINATES, kernels);
    }

    @Override
    int level(int a, int b) {
      long one = prepared.third(a);
      long other = prepared.third(b);
      double north = Math.abs(Coordinates.latitude(one) - Coordinates.latitude(other));
      if (one == Prepared.NOWHERE || other == Prepared.NOWHERE || north > TOWN_DEGREES) {
        return DIFFERENT;
      }
      double metres = Coordinates.metres(one, other);
      if (metres > TOWN) {
        return DIFFERENT;
      }
      if (metres > QUARTER) {
        return town;
      }
      if (metres > STREET) {
        return quarter;
      }
      return metres > HOUSE ? street : house;
    }
  }

  /** Years. */
  static final class Year extends Comparison {

    private static final int FARTHEST = 3;
    private static final int NO_YEAR = -1;

    private final int near = level("near");
    private final int next = level("next");

    Year(Column column, Kernels kernels) {
      super(column, Comparing.YEAR, kernels);
    }

    @Override
    int level(int a, int b) {
      int one = year(prepared.third(a), prepared.length(a));
      int other = year(prepared.third(b), prepared.length(b));
      if (one == NO_YEAR || other == NO_YEAR) {
        return DIFFERENT;
      }
      int apart = Math.abs(one - other);
      if (apart <= 1) {
        return next;
      }
      return apart <= FARTHEST ? near : DIFFERENT;
    }

    /** The number that the first four of eight characters make, where there are no more. */
    private static int year(long characters, int length) {
      int year = 0;
      for (int shift = 56; shift >= 32; shift -= 8) {
        int character = (int) (characters >>> shift) & 0xff;
        if (!isDigit(character) || length != 4) {
          return NO_YEAR;
        }
        year = year * 10 + character - '0';
      }
      return year;
    }
  }
}
