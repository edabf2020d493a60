// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days of birth. */
final class BirthDates {

  private static final Pattern YEAR_FIRST =
      Pattern.compile("^([0-9]{4})[-/.]?([0-9]{1,2})[-/.]?([0-9]{1,2})(?:[T ][0-9:.]+Z?)?$");
  private static final Pattern YEAR_LAST =
      Pattern.compile("^([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4})(?:[T ][0-9:.]+)?$");

  private static final Set<String> OF_NOTHING =
      Set.of(
          "1900-01-01",
          "1970-01-01",
          "1901-01-01",
          "1899-12-30",
          "1899-12-31",
          "1800-01-01",
          "1753-01-01",
          "0001-01-01",
          "1111-11-11",
          "1910-10-10",
          "1904-01-01");

  private static final int OLDEST_YEARS = 120;

  private BirthDates() {}

  /**
   * The day as ISO 8601. {@code 31.12.1980} has the day in front wherever one writes dots; with
   * slashes and dashes, what is above 12 is the day, and else only the country can tell.
   *
   * @param country ISO code of the customer's country, if known
   */
  static String form(String said, Optional<String> country) {
    return read(said.strip(), country).map(LocalDate::toString).orElse(said);
  }

  private static Optional<LocalDate> read(String said, Optional<String> country) {
    Matcher first = YEAR_FIRST.matcher(said);
    if (first.matches()) {
      boolean digitsAlone = said.matches("[0-9]+");
      return digitsAlone && said.length() != 8
          ? Optional.empty()
          : day(first.group(1), first.group(2), first.group(3));
    }
    Matcher last = YEAR_LAST.matcher(said);
    if (!last.matches()) {
      return Optional.empty();
    }
    String year = last.group(4);
    String a = last.group(1);
    String b = last.group(3);
    if (last.group(2).equals(".") || Integer.parseInt(a) > 12) {
      return day(year, b, a);
    }
    if (Integer.parseInt(b) > 12 || a.equals(b)) {
      return day(year, a, b);
    }
    return country.flatMap(code -> code.equals("US") ? day(year, a, b) : day(year, b, a));
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether it is a day that programs make of nothing. */
  static boolean isPlaceholder(String date) {
    return OF_NOTHING.contains(date.length() > 10 ? date.substring(0, 10) : date);
  }

  /**
   * Whether nobody alive was born then, or there is no such day.
   *
   * @param today the day as of which people live
   */
  static boolean isImpossible(String date, LocalDate today) {
    Matcher iso = YEAR_FIRST.matcher(date);
    if (!iso.matches()) {
      return date.chars().noneMatch(Character::isDigit);
    }
    Optional<LocalDate> day = read(date, Optional.empty());
    return day.isEmpty()
        || day.get().isAfter(today)
        || day.get().isBefore(today.minusYears(OLDEST_YEARS));
  }
}
