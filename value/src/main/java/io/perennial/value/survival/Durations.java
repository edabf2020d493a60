// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.Arrays;

/**
 * How long n lives were watched, and whether they ended. A life that has not ended is censored:
 * known to have lasted at least so long. A life that was older when it was first seen counts from
 * that age on. Any unit of time. Immutable.
 */
public final class Durations {

  private final double[] entry;
  private final double[] time;
  private final boolean[] ended;

  private Durations(double[] entry, double[] time, boolean[] ended) {
    this.entry = entry;
    this.time = time;
    this.ended = ended;
  }

  /**
   * Lives that were watched from their beginning.
   *
   * @param time how long each lasted so far, double[n], >= 0 and finite
   * @param ended whether it ended then, boolean[n]
   */
  public static Durations of(double[] time, boolean[] ended) {
    double[] entry = new double[time.length];
    Arrays.fill(entry, Double.NEGATIVE_INFINITY);
    return of(entry, time, ended);
  }

  /**
   * Lives that were watched from an age on: left-truncated ones.
   *
   * @param entry the age at which each was first seen, double[n], below {@code time}; at most
   *     {@code time} for one that has not ended
   */
  public static Durations of(double[] entry, double[] time, boolean[] ended) {
    int n = time.length;
    if (entry.length != n || ended.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " times, "
              + entry.length
              + " entries, "
              + ended.length
              + " ends (must be as many of each)");
    }
    for (int i = 0; i < n; i++) {
      if (!(time[i] >= 0 && time[i] <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid time: " + time[i] + " (must be >= 0 and finite)");
      }
      if (!(ended[i] ? entry[i] < time[i] : entry[i] <= time[i])) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid entry: "
                + entry[i]
                + " (must be below the time, "
                + time[i]
                + ")");
      }
    }
    return new Durations(entry.clone(), time.clone(), ended.clone());
  }

  /** How many lives. */
  public int size() {
    return time.length;
  }

  /** The age at which life {@code i} was first seen; negative infinity for «from the beginning». */
  public double entry(int i) {
    return entry[i];
  }

  /** How long life {@code i} lasted so far. */
  public double time(int i) {
    return time[i];
  }

  /** Whether life {@code i} ended. */
  public boolean isEnded(int i) {
    return ended[i];
  }

  /** How many ended. */
  public int ends() {
    int ends = 0;
    for (boolean one : ended) {
      ends += one ? 1 : 0;
    }
    return ends;
  }

  /** These lives alone, in the order given. */
  public Durations only(int[] rows) {
    boolean[] some = new boolean[rows.length];
    for (int r = 0; r < rows.length; r++) {
      some[r] = ended[rows[r]];
    }
    return new Durations(
        Arrays.stream(rows).mapToDouble(i -> entry[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> time[i]).toArray(),
        some);
  }
}
