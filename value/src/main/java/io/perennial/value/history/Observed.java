// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.history;

import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;

/**
 * What is known of n customers at one time, in columns. Immutable.
 *
 * <p>Read from a {@link PurchaseLog}, or given as columns that were computed elsewhere.
 */
public final class Observed {

  private final int[] customer;
  private final int[] repeats;
  private final double[] recencyWeeks;
  private final double[] ageWeeks;
  private final double[] sumOfLogIntervals;
  private final double[] meanSpend;

  Observed(
      int[] customer,
      int[] repeats,
      double[] recencyWeeks,
      double[] ageWeeks,
      double[] sumOfLogIntervals,
      double[] meanSpend) {
    this.customer = customer;
    this.repeats = repeats;
    this.recencyWeeks = recencyWeeks;
    this.ageWeeks = ageWeeks;
    this.sumOfLogIntervals = sumOfLogIntervals;
    this.meanSpend = meanSpend;
  }

  /**
   * Columns of n customers, row i being customer i; copied. See {@link PurchaseHistory} for the
   * first three.
   *
   * @param sumOfLogIntervals sum of the logarithms of the weeks between purchases; 0 without repeat
   * @param meanSpend mean spend of the repeat purchases; 0 without repeat
   * @throws IllegalArgumentException if the columns differ in length, or a row cannot be
   */
  public static Observed of(
      int[] repeats,
      double[] recencyWeeks,
      double[] ageWeeks,
      double[] sumOfLogIntervals,
      double[] meanSpend) {
    int n = repeats.length;
    if (recencyWeeks.length != n
        || ageWeeks.length != n
        || sumOfLogIntervals.length != n
        || meanSpend.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " repeats, "
              + recencyWeeks.length
              + " recencies, "
              + ageWeeks.length
              + " ages, "
              + sumOfLogIntervals.length
              + " sums of log intervals, "
              + meanSpend.length
              + " mean spends (must be as many of each)");
    }
    int[] customer = new int[n];
    for (int i = 0; i < n; i++) {
      customer[i] = i;
      if (!Double.isFinite(sumOfLogIntervals[i]) || !Double.isFinite(meanSpend[i])) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid sum of log intervals or mean spend: "
                + sumOfLogIntervals[i]
                + ", "
                + meanSpend[i]
                + " (must be finite)");
      }
    }
    Observed observed =
        new Observed(
            customer,
            repeats.clone(),
            recencyWeeks.clone(),
            ageWeeks.clone(),
            sumOfLogIntervals.clone(),
            meanSpend.clone());
    observed.histories(); // refuses a row that is no history
    return observed;
  }

  /** How many customers. */
  public int customers() {
    return repeats.length;
  }

  /** Whose row {@code i} is: a number of the log, or i itself. */
  public int customer(int i) {
    return customer[i];
  }

  /** x of each, int[n]; a copy. */
  public int[] repeats() {
    return repeats.clone();
  }

  /** t_x of each in weeks, double[n]; a copy. */
  public double[] recencyWeeks() {
    return recencyWeeks.clone();
  }

  /** T of each in weeks, double[n]; a copy. */
  public double[] ageWeeks() {
    return ageWeeks.clone();
  }

  /** Mean spend of each one's repeat purchases, 0 without one, double[n]; a copy. */
  public double[] meanSpend() {
    return meanSpend.clone();
  }

  /** Sum of the logarithms of the weeks between purchases of customer {@code i}. */
  public double sumOfLogIntervals(int i) {
    return sumOfLogIntervals[i];
  }

  /** The history of row {@code i}. */
  public PurchaseHistory history(int i) {
    return new PurchaseHistory(repeats[i], recencyWeeks[i], ageWeeks[i]);
  }

  /** All histories, grouped; row i is their customer i. */
  public GroupedHistories histories() {
    double sum = 0;
    for (double logs : sumOfLogIntervals) {
      sum += logs;
    }
    return GroupedHistories.of(repeats, recencyWeeks, ageWeeks).withSumOfLogIntervals(sum);
  }

  /** These rows alone, in the order given. */
  public Observed only(int[] rows) {
    int n = rows.length;
    Observed some =
        new Observed(
            new int[n], new int[n], new double[n], new double[n], new double[n], new double[n]);
    for (int i = 0; i < n; i++) {
      some.customer[i] = customer[rows[i]];
      some.repeats[i] = repeats[rows[i]];
      some.recencyWeeks[i] = recencyWeeks[rows[i]];
      some.ageWeeks[i] = ageWeeks[rows[i]];
      some.sumOfLogIntervals[i] = sumOfLogIntervals[rows[i]];
      some.meanSpend[i] = meanSpend[rows[i]];
    }
    return some;
  }
}
