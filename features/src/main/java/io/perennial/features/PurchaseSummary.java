// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

/**
 * What is known of a customer's purchases as of an instant. Not a number stands for what is not
 * defined. Weeks have seven days; of purchases by day, times are whole days.
 *
 * @param purchases that were not wholly returned
 * @param ageAtLastWeeks from first to last purchase: t_x of purchase models; not a number without a
 *     purchase
 * @param ageWeeks from first purchase to the as-of instant: T of purchase models. By day it is to
 *     the last day that has begun before it: as of 1 October, exclusive, this is 30 September
 * @param spend money of all purchases, less what was returned of them
 * @param repeatSpendMean money per purchase after the first; not a number without one
 * @param firstAtMicros the first order of the first purchase; 0 without one
 * @param lastAtMicros the first order of the last purchase; 0 without one
 * @param gapDeviationWeeks standard deviation (n - 1) of the times between purchases; not a number
 *     below three purchases
 * @param gapLogSum sum of the natural logarithms of the weeks between purchases; two orders of one
 *     instant count as a second apart
 * @param returns lines of returns
 * @param returned money of all returns, not negative
 */
public record PurchaseSummary(
    int purchases,
    double ageAtLastWeeks,
    double ageWeeks,
    double spend,
    double repeatSpendMean,
    long firstAtMicros,
    long lastAtMicros,
    double gapDeviationWeeks,
    double gapLogSum,
    long returns,
    double returned) {

  static PurchaseSummary none(long returns, double returned) {
    double nan = Double.NaN;
    return new PurchaseSummary(0, nan, nan, 0, nan, 0, 0, nan, nan, returns, returned);
  }

  /** Purchases after the first: x of purchase models. */
  public int repeatPurchases() {
    return Math.max(0, purchases - 1);
  }

  /** Money per purchase; not a number without one. */
  public double spendMean() {
    return purchases == 0 ? Double.NaN : spend / purchases;
  }

  /** Mean time between purchases, in weeks; not a number below two purchases. */
  public double gapMeanWeeks() {
    return purchases < 2 ? Double.NaN : ageAtLastWeeks / (purchases - 1);
  }

  /**
   * Squared mean over variance of the times between purchases: 1 is what chance gives, more is
   * clockwork (the shape of a gamma distribution, by moments). Not a number below three purchases,
   * or where all times are equal.
   */
  public double regularity() {
    double variance = gapDeviationWeeks * gapDeviationWeeks;
    return variance > 0 ? gapMeanWeeks() * gapMeanWeeks() / variance : Double.NaN;
  }
}
