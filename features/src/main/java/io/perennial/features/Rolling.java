// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The instants of a training set: of the last, the horizon ends where what is known ends; each of
 * the others is some days before the next. Days are of the calendar: midnight stays midnight where
 * clocks change.
 *
 * @param instants how many, 1 to 1000
 * @param everyDays from one to the next, 1 to 3660
 * @param horizonDays over which labels are taken, 1 to 3660
 */
public record Rolling(int instants, int everyDays, int horizonDays) {

  private static final int MOST_INSTANTS = 1000;
  private static final int MOST_DAYS = 3660;

  /**
   * An instant and the end of its horizon.
   *
   * @param asOf features are of what was known before
   * @param until labels are of what came from {@code asOf}, inclusive, to here, exclusive
   */
  public record Span(AsOf asOf, AsOf until) {}

  public Rolling {
    require("rolling", instants, MOST_INSTANTS, "");
    require("every", everyDays, MOST_DAYS, " days");
    require("horizon", horizonDays, MOST_DAYS, " days");
  }

  private static void require(String name, int value, int most, String unit) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + unit + " (must be 1 to " + most + ")");
    }
  }

  /**
   * The instants and the ends of their horizons, ascending; the last horizon ends at {@code end}.
   */
  public List<Span> spans(AsOf end, ZoneId zone) {
    ZonedDateTime last = end.instant().atZone(zone);
    List<Span> spans = new ArrayList<>();
    for (long back = (instants - 1L) * everyDays; back >= 0; back -= everyDays) {
      spans.add(
          new Span(
              AsOf.of(last.minusDays(back + horizonDays).toInstant()),
              AsOf.of(last.minusDays(back).toInstant())));
    }
    return List.copyOf(spans);
  }

  /** Equal texts for the same. */
  public String canonical() {
    return "rolling " + instants + " every " + everyDays + "d horizon " + horizonDays + "d";
  }
}
