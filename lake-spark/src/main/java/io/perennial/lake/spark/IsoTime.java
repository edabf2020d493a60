// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Instants in ISO 8601: a date, a time of day if there is one, a zone if there is one. Fractions
 * are cut to the microsecond.
 */
final class IsoTime {

  private static final Pattern TEXT =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})"
              + "(?:(?:T| +)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]*))?)?"
              + "( ?[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)? *");

  private IsoTime() {}

  /** The instant, UTC where the text has a zone, wall clock where it has none. */
  static Optional<LocalDateTime> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime day = LocalDate.parse(matcher.group(1)).atStartOfDay();
      if (matcher.group(2) == null) {
        return Optional.of(day);
      }
      int hour = Integer.parseInt(matcher.group(2));
      int minute = Integer.parseInt(matcher.group(3));
      int second = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
      int nanos = 1000 * micros(matcher.group(5) == null ? "" : matcher.group(5));
      LocalDateTime at =
          hour == 24 && minute + second + nanos == 0
              ? day.plusDays(1)
              : day.with(LocalTime.of(hour, minute, second, nanos));
      String zone = matcher.group(6);
      if (zone == null || zone.strip().equalsIgnoreCase("Z")) {
        return Optional.of(at);
      }
      return Optional.of(at.minusSeconds(ZoneOffset.of(zone).getTotalSeconds()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int micros(String digits) {
    return Integer.parseInt((digits + "000000").substring(0, 6));
  }
}
