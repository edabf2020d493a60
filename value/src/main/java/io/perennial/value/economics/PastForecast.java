// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import java.util.List;

/**
 * What an earlier run forecast of its n customers, and what has come of it since. Immutable.
 *
 * <p>Customers must be those of the forecast, whether they are still there or not: to leave out
 * those who are gone would flatter it.
 */
public final class PastForecast {

  private final String run;
  private final double elapsedWeeks;
  private final double horizonWeeks;
  private final double[] expected;
  private final double[] realised;
  private final List<String> groups;
  private final int[] groupOf;

  /**
   * @param run names it, as {@code "2024-03-01"}
   * @param elapsedWeeks since its as-of instant, > 0; what is over of the horizon counts
   * @param horizonWeeks of the forecast, > 0
   * @param expected of each customer within the part of the horizon that is over, double[n], in
   *     currency or purchases, finite; see {@link #share}
   * @param realised by each customer in the same weeks, double[n], finite
   * @param groups names of tiers or cohorts; may be empty
   * @param groupOf the group of each, int[n], within [0, groups); -1 for none
   */
  public PastForecast(
      String run,
      double elapsedWeeks,
      double horizonWeeks,
      double[] expected,
      double[] realised,
      List<String> groups,
      int[] groupOf) {
    int n = expected.length;
    if (realised.length != n || groupOf.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " expected, "
              + realised.length
              + " realised, "
              + groupOf.length
              + " groups (must be as many of each)");
    }
    share(elapsedWeeks, horizonWeeks);
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(expected[i])
          || !Double.isFinite(realised[i])
          || groupOf[i] < -1
          || groupOf[i] >= groups.size()) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid values: expected "
                + expected[i]
                + ", realised "
                + realised[i]
                + ", group "
                + groupOf[i]
                + " (must be finite, within [-1, "
                + groups.size()
                + "))");
      }
    }
    this.run = run;
    this.elapsedWeeks = elapsedWeeks;
    this.horizonWeeks = horizonWeeks;
    this.expected = expected.clone();
    this.realised = realised.clone();
    this.groups = List.copyOf(groups);
    this.groupOf = groupOf.clone();
  }

  /**
   * The share of a horizon that is over, in (0, 1]. Where only the forecast of the whole horizon
   * was kept, it is also the share of the forecast that was due, as if purchases came evenly; a
   * model that is kept knows better (customers leave, so more is due early).
   */
  public static double share(double elapsedWeeks, double horizonWeeks) {
    if (!(elapsedWeeks > 0) || !(horizonWeeks > 0 && horizonWeeks <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid weeks: " + elapsedWeeks + " of " + horizonWeeks + " (must be > 0)");
    }
    return Math.min(1, elapsedWeeks / horizonWeeks);
  }

  String run() {
    return run;
  }

  double share() {
    return share(elapsedWeeks, horizonWeeks);
  }

  List<String> groups() {
    return groups;
  }

  int customers() {
    return expected.length;
  }

  double expected(int i) {
    return expected[i];
  }

  double realised(int i) {
    return realised[i];
  }

  int groupOf(int i) {
    return groupOf[i];
  }
}
