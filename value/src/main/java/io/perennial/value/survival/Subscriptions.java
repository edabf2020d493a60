// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of subscriptions as it is at one day: when each began, whether and when it ended, what a
 * period costs. Every contract comes up at the end of each of its periods. Immutable.
 */
public final class Subscriptions {

  /** By how much of a period months may differ before it counts: 28 to 31 days are one. */
  private static final double SLACK = 0.1;

  private final int[] seen;
  private final int[] periods;
  private final boolean[] left;
  private final double[] elapsed;
  private final double[] price;

  private Subscriptions(
      int[] seen, int[] periods, boolean[] left, double[] elapsed, double[] price) {
    this.seen = seen;
    this.periods = periods;
    this.left = left;
    this.elapsed = elapsed;
    this.price = price;
  }

  /**
   * Subscriptions of which all are known, those that ended too.
   *
   * @param startDay the first day of each, double[n], at most {@code today}
   * @param endDay the day on which each ended, double[n]; {@code NaN}, or a day after today, while
   *     it runs
   * @param price of one period, in currency, double[n], finite
   * @param today the day as of which the table is read
   * @param periodDays days of a period, as 30.4375 or 365.25, > 0
   */
  public static Subscriptions of(
      double[] startDay, double[] endDay, double[] price, double today, double periodDays) {
    return of(startDay, endDay, price, today, periodDays, Double.NEGATIVE_INFINITY);
  }

  /**
   * Subscriptions of which those that ended before {@code sinceDay} are missing: older ones are in
   * the table because they lasted, and are counted from that day on only.
   */
  public static Subscriptions of(
      double[] startDay,
      double[] endDay,
      double[] price,
      double today,
      double periodDays,
      double sinceDay) {
    int n = startDay.length;
    if (endDay.length != n || price.length != n || !(periodDays > 0 && periodDays <= 1e6)) {
      throw new IllegalArgumentException(
          "Invalid subscriptions: "
              + n
              + " starts, "
              + endDay.length
              + " ends, "
              + price.length
              + " prices (must be as many of each), periods of "
              + periodDays
              + " days (must be > 0)");
    }
    int[] seen = new int[n];
    int[] periods = new int[n];
    boolean[] left = new boolean[n];
    double[] elapsed = new double[n];
    for (int i = 0; i < n; i++) {
      check(i, startDay[i], endDay[i], price[i], today, sinceDay);
      left[i] = endDay[i] <= today;
      double lasted = ((left[i] ? endDay[i] : today) - startDay[i]) / periodDays;
      double whole = left[i] ? Math.max(1, Math.ceil(lasted - SLACK)) : Math.floor(lasted);
      periods[i] = (int) Math.min(1e6, whole);
      elapsed[i] = left[i] ? 0 : Math.min(1, lasted - whole);
      double before = Math.max(0, (sinceDay - startDay[i]) / periodDays);
      int most = left[i] ? periods[i] - 1 : periods[i];
      seen[i] = (int) Math.min(most, Math.floor(before));
    }
    return new Subscriptions(seen, periods, left, elapsed, price.clone());
  }

  private static void check(
      int row, double start, double end, double price, double today, double since) {
    if (!(start <= today) || !Double.isFinite(start)) {
      throw new IllegalArgumentException(
          "Row "
              + row
              + ": Invalid start: day "
              + start
              + " (must be at most today, "
              + today
              + ")");
    }
    if (end < start || (end < since && end <= today)) {
      throw new IllegalArgumentException(
          "Row "
              + row
              + ": Invalid end: day "
              + end
              + " (must not be before the start, day "
              + start
              + ", nor before the table's first day)");
    }
    if (!(Math.abs(price) <= 1e15)) {
      throw new IllegalArgumentException(
          "Row " + row + ": Invalid price: " + price + " (must be finite, at most 1e15 in size)");
    }
  }

  /** How many subscriptions. */
  public int size() {
    return price.length;
  }

  /** Whether subscription {@code i} runs. */
  public boolean isRunning(int i) {
    return !left[i];
  }

  /** Renewals that subscription {@code i} has made, or the period at whose end it ended. */
  public int periods(int i) {
    return periods[i];
  }

  /** The share of the present period that is over, in [0, 1]; 0 for one that ended. */
  public double elapsed(int i) {
    return elapsed[i];
  }

  /** The price of one period, in currency. */
  public double price(int i) {
    return price[i];
  }

  /** These subscriptions alone, in the order given: of one plan or price, say. */
  public Subscriptions only(int[] rows) {
    boolean[] some = new boolean[rows.length];
    for (int r = 0; r < rows.length; r++) {
      some[r] = left[rows[r]];
    }
    return new Subscriptions(
        Arrays.stream(rows).map(i -> seen[i]).toArray(),
        Arrays.stream(rows).map(i -> periods[i]).toArray(),
        some,
        Arrays.stream(rows).mapToDouble(i -> elapsed[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> price[i]).toArray());
  }

  /** What renewal models are fitted to: all of them. */
  public Renewals renewals() {
    List<RenewalHistory> histories = new ArrayList<>();
    for (int i = 0; i < price.length; i++) {
      histories.add(new RenewalHistory(seen[i], periods[i], left[i]));
    }
    return Renewals.of(histories);
  }

  /** What models of time are fitted to, in periods: row i is subscription i. */
  public Durations durations() {
    double[] entry = new double[price.length];
    double[] time = new double[price.length];
    for (int i = 0; i < price.length; i++) {
      entry[i] = seen[i] == 0 ? Double.NEGATIVE_INFINITY : seen[i];
      time[i] = periods[i];
    }
    return Durations.of(entry, time, left.clone());
  }
}
