// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.engineer;

/**
 * How much a binned feature tells of a target: the sum over bins of (share of those who did − share
 * of those who did not) × their weight of evidence, the logarithm of the two shares' ratio
 * (Siddiqi, Credit Risk Scorecards, 2006). Below 0.02 it tells nothing, above 0.3 much. The same
 * sum over the shares of two dates is the population stability index: below 0.1 stable, above 0.25
 * not.
 */
public final class InformationValue {

  /** What each bin has beforehand, so that an empty one has a logarithm (Laplace). */
  public static final double SMOOTHING = 0.5;

  private InformationValue() {}

  /**
   * Of counts by bin.
   *
   * @param one counts of those who did, or of the one date
   * @param other counts of those who did not, or of the other date
   * @param smoothing what is added to each count where some bin of either is not empty; 0 for none,
   *     then no bin may be empty
   */
  public static double of(long[] one, long[] other, double smoothing) {
    double ones = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      double prior = one[i] + other[i] == 0 ? 0 : smoothing;
      ones += one[i] + prior;
      others += other[i] + prior;
    }
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      if (one[i] + other[i] > 0) {
        double a = (one[i] + smoothing) / ones;
        double b = (other[i] + smoothing) / others;
        sum += (a - b) * StrictMath.log(a / b);
      }
    }
    return sum;
  }

  /** Of each customer's bin and target. */
  static double of(int[] bins, int count, boolean[] target) {
    long[] did = new long[count];
    long[] didNot = new long[count];
    for (int i = 0; i < bins.length; i++) {
      (target[i] ? did : didNot)[bins[i]]++;
    }
    return of(did, didNot, SMOOTHING);
  }

  /** How far bins of one date are from those of another: the population stability index. */
  static double shift(int[] before, int[] after, int count) {
    return of(counts(before, count), counts(after, count), SMOOTHING);
  }

  private static long[] counts(int[] bins, int count) {
    long[] counts = new long[count];
    for (int bin : bins) {
      counts[bin]++;
    }
    return counts;
  }
}
