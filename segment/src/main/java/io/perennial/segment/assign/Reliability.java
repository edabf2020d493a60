// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

/**
 * Whether among customers with propensity p the share p belongs: counted by bins of p, over all
 * segments.
 */
public final class Reliability {

  private static final int BINS = 20;

  private final double[] said = new double[BINS];
  private final double[] belonging = new double[BINS];
  private final long[] count = new long[BINS];
  private long customers;
  private double loss;

  /**
   * Counts a customer.
   *
   * @param memberships by segment
   * @param segment where the customer is in truth
   */
  public void add(double[] memberships, int segment) {
    for (int s = 0; s < memberships.length; s++) {
      int bin = Math.min(BINS - 1, (int) (memberships[s] * BINS));
      said[bin] += memberships[s];
      belonging[bin] += s == segment ? 1 : 0;
      count[bin]++;
    }
    customers++;
    loss -= StrictMath.log(Math.max(memberships[segment], 1e-15));
  }

  /**
   * The expected calibration error: the mean distance between what was said and what was so, over
   * 20 bins, those of propensities below .05 left out, for they are nearly all and nearly right.
   */
  public double error() {
    double sum = 0;
    long counted = 0;
    for (int bin = 1; bin < BINS; bin++) {
      sum += Math.abs(said[bin] - belonging[bin]);
      counted += count[bin];
    }
    return counted == 0 ? 0 : sum / counted;
  }

  /** Mean log loss by customer. */
  public double logLoss() {
    return customers == 0 ? 0 : loss / customers;
  }
}
