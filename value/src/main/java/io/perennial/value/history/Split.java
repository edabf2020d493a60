// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.history;

import io.perennial.value.Discounting;
import io.perennial.value.GroupedHistories;
import java.util.Arrays;

/**
 * A calibration period and the hold-out period after it: what was known of n customers, and what
 * they did then. Immutable.
 */
public final class Split {

  private final Observed observed;
  private final GroupedHistories histories;
  private final double horizonWeeks;
  private final int[] purchases;
  private final double[] spend;
  private final int[] lastPeriod;

  /**
   * Row i is row i of {@code observed}; columns are copied.
   *
   * @param horizonWeeks length of the hold-out, > 0
   * @param purchases in the hold-out, int[n]
   * @param spend in the hold-out, double[n]
   * @param lastPeriod repeat purchases in the last weeks of the calibration, as many as the
   *     hold-out has
   */
  public Split(
      Observed observed, double horizonWeeks, int[] purchases, double[] spend, int[] lastPeriod) {
    Discounting.checkHorizon(horizonWeeks);
    int n = observed.customers();
    if (horizonWeeks == 0 || purchases.length != n || spend.length != n || lastPeriod.length != n) {
      throw new IllegalArgumentException(
          "Invalid hold-out: "
              + horizonWeeks
              + " weeks, "
              + n
              + " customers, "
              + purchases.length
              + " purchases, "
              + spend.length
              + " spends, "
              + lastPeriod.length
              + " last periods (must be > 0 weeks, and as many of each)");
    }
    this.observed = observed;
    this.histories = observed.histories();
    this.horizonWeeks = horizonWeeks;
    this.purchases = purchases.clone();
    this.spend = spend.clone();
    this.lastPeriod = lastPeriod.clone();
  }

  /** What was known at the end of the calibration. */
  public Observed observed() {
    return observed;
  }

  /** Its histories, grouped: what models are fitted to. */
  public GroupedHistories histories() {
    return histories;
  }

  /** How many customers. */
  public int customers() {
    return purchases.length;
  }

  /** Length of the hold-out. */
  public double horizonWeeks() {
    return horizonWeeks;
  }

  /** What row {@code i} bought in the hold-out. */
  public int purchases(int i) {
    return purchases[i];
  }

  /** Purchases of each in the hold-out, double[n]. */
  public double[] purchases() {
    return Arrays.stream(purchases).asDoubleStream().toArray();
  }

  /** Spend of each in the hold-out, double[n]; a copy. */
  public double[] spend() {
    return spend.clone();
  }

  /** Repeat purchases of each in as many weeks before the hold-out, int[n]; a copy. */
  public int[] lastPeriod() {
    return lastPeriod.clone();
  }

  /** These rows alone, in the order given. */
  public Split only(int[] rows) {
    return new Split(
        observed.only(rows),
        horizonWeeks,
        Arrays.stream(rows).map(i -> purchases[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> spend[i]).toArray(),
        Arrays.stream(rows).map(i -> lastPeriod[i]).toArray());
  }
}
