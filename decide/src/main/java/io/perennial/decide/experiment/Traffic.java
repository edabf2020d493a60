// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.List;
import java.util.OptionalInt;

/**
 * How many units come by. Who comes back is not a new unit, so a second week brings fewer than the
 * first.
 *
 * @param reached distinct units since the first day, at the end of each day: never falling; beyond
 *     its last day new units go on coming as on average in its last week
 */
public record Traffic(List<Double> reached) {

  private static final int WEEK = 7;
  private static final int MOST_DAYS = 100_000;

  public Traffic {
    reached = List.copyOf(reached);
    if (reached.isEmpty()) {
      throw new IllegalArgumentException("Invalid traffic: no day (must be one or more)");
    }
    double before = 0;
    for (double units : reached) {
      if (!(units >= before) || units == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "Invalid traffic: " + units + " after " + before + " (must not fall)");
      }
      before = units;
    }
  }

  /** As many new units every day. */
  public static Traffic steady(double unitsPerDay) {
    return new Traffic(List.of(unitsPerDay));
  }

  /**
   * The days until an experiment has its units, in whole weeks: weekdays and weekends differ.
   *
   * @param units that it needs
   * @param share of the traffic that it covers, in (0, 1]
   * @return empty where that many never come
   */
  public OptionalInt days(long units, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("Invalid share: " + share + " (must be within (0, 1])");
    }
    for (int weeks = 1; weeks * WEEK <= MOST_DAYS; weeks++) {
      if (share * by(weeks * WEEK) >= units) {
        return OptionalInt.of(weeks * WEEK);
      }
    }
    return OptionalInt.empty();
  }

  /** Distinct units after so many days. */
  double by(int day) {
    int known = reached.size();
    if (day <= known) {
      return day == 0 ? 0 : reached.get(day - 1);
    }
    double last = reached.get(known - 1);
    int back = StrictMath.min(WEEK, known);
    double before = back == known ? 0 : reached.get(known - 1 - back);
    return last + (day - known) * (last - before) / back;
  }
}
