// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static io.perennial.math.special.GammaFunctions.logGamma;

/**
 * The check of the arms' sizes that may be made every day: the chance that it ever raises a false
 * alarm is at most what it is asked to be, exactly, at any count of units. Source: Lindon and
 * Malek, "Anytime-valid inference for multinomial count data" (NeurIPS 2022), equation 7: a
 * Dirichlet bet around the planned shares. Mutable.
 */
public final class SequentialSampleRatio {

  /** How near the planned shares the bet is: the default of the authors' package. */
  public static final double CONCENTRATION = 10_000;

  private final double[] shares;
  private double least = 1;

  /**
   * A check before its first look.
   *
   * @param weights of the arms, > 0
   */
  public SequentialSampleRatio(double... weights) {
    this.shares = SampleRatio.shares(weights.length, weights);
  }

  /**
   * Looks at the units of each arm so far.
   *
   * @return how unlikely the worst look up to now is where all is well, in [0, 1]
   */
  public double look(long... counts) {
    if (counts.length != shares.length) {
      throw new IllegalArgumentException(
          "Invalid counts: " + counts.length + " (must be " + shares.length + ", one an arm)");
    }
    double total = 0;
    double log = 0;
    for (int a = 0; a < counts.length; a++) {
      double count = Checked.count("count", counts[a]);
      double bet = CONCENTRATION * shares[a];
      total += count;
      log += logGamma(bet + count) - logGamma(bet) - count * StrictMath.log(shares[a]);
    }
    log += logGamma(CONCENTRATION) - logGamma(CONCENTRATION + total);
    least = StrictMath.min(least, StrictMath.exp(-log));
    return least;
  }

  /** Whether any look so far raised the alarm of {@link SampleRatio#ALARM}. */
  public boolean mismatch() {
    return least < SampleRatio.ALARM;
  }
}
