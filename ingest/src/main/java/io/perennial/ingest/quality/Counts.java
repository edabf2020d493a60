// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many there are each day, with the pattern of the week and a trend.
 *
 * @see CountForecast
 */
public final class Counts implements Series {

  private final long[] counts;
  private final int from;
  private final int to;
  private final int firstWeekday;

  /**
   * @param counts by day
   * @param from the first day that counts, to leave out those before a source began
   * @param to the day behind the last that counts
   * @param firstWeekday of day 0, Monday is 1
   */
  public Counts(long[] counts, int from, int to, int firstWeekday) {
    this.counts = counts.clone();
    this.from = from;
    this.to = to;
    this.firstWeekday = firstWeekday;
  }

  @Override
  public boolean isOn(int day) {
    return day >= from && day < to;
  }

  @Override
  public OptionalDouble value(int day) {
    return OptionalDouble.of((double) counts[day]);
  }

  @Override
  public Optional<Band> band(
      int day, int[] others, Check.Side side, double level, LeastChange least) {
    double[] values = new double[others.length];
    int[] weekdays = new int[others.length];
    for (int i = 0; i < others.length; i++) {
      values[i] = (double) counts[others[i]];
      weekdays[i] = weekday(others[i]);
    }
    CountForecast forecast = CountForecast.of(values, others, weekdays, day, weekday(day));
    double tail = side == Check.Side.BOTH ? level / 2 : level;
    double expected = forecast.expected();
    double low =
        side == Check.Side.BOTH ? Math.min(forecast.low(tail), expected * (1 - least.volume())) : 0;
    double high = Math.max(forecast.high(tail), expected * (1 + least.volume()));
    return Optional.of(new Band((double) counts[day], Math.max(0, low), high));
  }

  private int weekday(int day) {
    return Math.floorMod(day + firstWeekday - 1, 7);
  }
}
