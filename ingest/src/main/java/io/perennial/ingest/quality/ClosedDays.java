// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days on which nobody works: how few events there are on them says nothing, and they say nothing
 * of other days.
 *
 * @param dates single days
 * @param yearly days of every year
 */
public record ClosedDays(Set<LocalDate> dates, Set<MonthDay> yearly) {

  public ClosedDays {
    dates = Set.copyOf(dates);
    yearly = Set.copyOf(yearly);
  }

  /** Every day counts. */
  public static ClosedDays none() {
    return new ClosedDays(Set.of(), Set.of());
  }

  /**
   * Days as they are written: {@code 2026-04-03}, or {@code 12-25} for every year.
   *
   * @throws IllegalArgumentException when one is no day
   */
  public static ClosedDays of(Collection<String> days) {
    Set<LocalDate> dates = new HashSet<>();
    Set<MonthDay> yearly = new HashSet<>();
    for (String day : days) {
      try {
        if (day.length() == "12-25".length()) {
          yearly.add(MonthDay.parse("--" + day));
        } else {
          dates.add(LocalDate.parse(day));
        }
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "Invalid day: " + day + " (must be such as 2026-04-03, or 12-25 for every year)", e);
      }
    }
    return new ClosedDays(dates, yearly);
  }

  static boolean isDay(String day) {
    try {
      of(Set.of(day));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  boolean contains(LocalDate day) {
    return dates.contains(day) || yearly.contains(MonthDay.from(day));
  }

  /** Equal texts for equal days. */
  String canonical() {
    return new TreeSet<>(dates) + " " + new TreeSet<>(yearly);
  }
}
