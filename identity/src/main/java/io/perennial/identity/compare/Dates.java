// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as people write them, as digits yyyymmdd. */
enum Dates {
  /** 4/5/1980 is in May. */
  DAY_FIRST,
  /** 4/5/1980 is in April. */
  MONTH_FIRST;

  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\D+(\\d+)\\D+(\\d+)(?:\\D.*)?");
  private static final Pattern TWO_NUMBERS = Pattern.compile("(\\d{1,4})[-/.](\\d{1,4})");
  private static final Pattern DAY_MONTH_YEAR =
      Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?\\W*([\\p{L}]{3,})\\W*(\\d{2,4})");
  private static final Pattern MONTH_DAY_YEAR =
      Pattern.compile("([\\p{L}]{3,})\\W*(\\d{1,2})(?:st|nd|rd|th)?\\W+(\\d{2,4})");

  /** The beginnings of names of months in English, German, French, Spanish, Italian and Dutch. */
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("ene", 1),
          Map.entry("gen", 1),
          Map.entry("feb", 2),
          Map.entry("fev", 2),
          Map.entry("mar", 3),
          Map.entry("maa", 3),
          Map.entry("mrt", 3),
          Map.entry("apr", 4),
          Map.entry("avr", 4),
          Map.entry("abr", 4),
          Map.entry("may", 5),
          Map.entry("mai", 5),
          Map.entry("mei", 5),
          Map.entry("mag", 5),
          Map.entry("jun", 6),
          Map.entry("giu", 6),
          Map.entry("jul", 7),
          Map.entry("lug", 7),
          Map.entry("aug", 8),
          Map.entry("aou", 8),
          Map.entry("ago", 8),
          Map.entry("sep", 9),
          Map.entry("set", 9),
          Map.entry("oct", 10),
          Map.entry("okt", 10),
          Map.entry("ott", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12),
          Map.entry("dez", 12),
          Map.entry("dic", 12));

  /** Of two-digit years, those above are of the last century. */
  private static final int LAST_OF_THIS_CENTURY = 26;

  /**
   * Which number comes first in a column of dates: the month if a second number is above 12 more
   * often than a first one.
   */
  static Dates of(List<String> values) {
    int dayFirst = 0;
    int monthFirst = 0;
    for (String value : values) {
      Matcher numbers = NUMBERS.matcher(value.strip());
      if (numbers.matches() && numbers.group(1).length() <= 2) {
        dayFirst += number(numbers.group(1)) > 12 ? 1 : 0;
        monthFirst += number(numbers.group(2)) > 12 ? 1 : 0;
      }
    }
    return monthFirst > dayFirst ? MONTH_FIRST : DAY_FIRST;
  }

  /**
   * A date as digits yyyymmdd, also one that no calendar has; a year or a month alone as yyyy or
   * yyyymm; of anything else its digits, or nothing if there are fewer than four.
   */
  String digits(String folded) {
    Matcher named = DAY_MONTH_YEAR.matcher(folded);
    if (named.matches() && month(named.group(2)) > 0) {
      return joined(named.group(3), month(named.group(2)), number(named.group(1)));
    }
    named = MONTH_DAY_YEAR.matcher(folded);
    if (named.matches() && month(named.group(1)) > 0) {
      return joined(named.group(3), month(named.group(1)), number(named.group(2)));
    }
    Matcher numbers = NUMBERS.matcher(folded);
    if (numbers.matches()) {
      return numbers(numbers.group(1), numbers.group(2), numbers.group(3));
    }
    Matcher two = TWO_NUMBERS.matcher(folded);
    if (two.matches()) {
      boolean yearFirst = two.group(1).length() == 4;
      String year = yearFirst ? two.group(1) : two.group(2);
      String month = yearFirst ? two.group(2) : two.group(1);
      if (year.length() == 4 && month.length() <= 2) {
        return year + two(number(month));
      }
    }
    String digits =
        Folding.digits(folded.endsWith(".0") ? folded.substring(0, folded.length() - 2) : folded);
    return digits.length() < 4 ? "" : packed(digits);
  }

  private String numbers(String first, String second, String third) {
    if (first.length() == 4 && second.length() <= 2) {
      return joined(
          first, number(second), number(third.length() > 2 ? third.substring(0, 2) : third));
    }
    if (first.length() > 2 || second.length() > 2 || third.length() > 4) {
      return packed(first + second + third);
    }
    int a = number(first);
    int b = number(second);
    boolean monthFirst = b > 12 || (a <= 12 && this == MONTH_FIRST);
    return joined(third, monthFirst ? a : b, monthFirst ? b : a);
  }

  /** Eight digits without marks: ddmmyyyy where they cannot be yyyymmdd. */
  private String packed(String digits) {
    if (digits.length() != 8) {
      return digits;
    }
    int year = number(digits.substring(0, 4));
    int lastYear = number(digits.substring(4));
    boolean yearLast = (year < 1850 || year > 2100) && lastYear >= 1850 && lastYear <= 2100;
    if (!yearLast) {
      return digits;
    }
    return numbers(digits.substring(0, 2), digits.substring(2, 4), digits.substring(4));
  }

  private static String joined(String year, int month, int day) {
    int number = number(year);
    if (year.length() <= 2) {
      number += number > LAST_OF_THIS_CENTURY ? 1900 : 2000;
    }
    return two(number / 100) + two(number % 100) + two(month) + two(day);
  }

  private static int month(String name) {
    if (name.startsWith("juin")) {
      return 6;
    }
    return name.startsWith("juil") ? 7 : MONTHS.getOrDefault(name.substring(0, 3), 0);
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
