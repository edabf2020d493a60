// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.summary.Quantiles;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Outcomes cut at a cap, so that a few giants do not decide a test of money. The cap is a quantile
 * of all arms together: one of each arm would hide an effect. What the cut took is stated, because
 * the effect is now on the capped outcome.
 */
public final class Winsorised {

  private final double[] values;
  private final double cap;
  private final long capped;
  private final double removedShare;

  private Winsorised(double[] values, double cap, long capped, double removedShare) {
    this.values = values;
    this.cap = cap;
    this.capped = capped;
    this.removedShare = removedShare;
  }

  /**
   * Cuts at a quantile of the outcomes that are not 0: those who bought nothing say nothing of what
   * much is.
   *
   * @param outcomes of all arms, finite
   * @param p the share of the outcomes other than 0 that stay as they are, within (0, 1]; 1 cuts
   *     nothing
   */
  public static Winsorised of(double[] outcomes, double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("Invalid p: " + p + " (must be within (0, 1])");
    }
    for (double outcome : outcomes) {
      Checked.finite("outcome", outcome);
    }
    double[] some = Arrays.stream(outcomes).filter(v -> v != 0).toArray();
    double cap = some.length == 0 ? 0 : StrictMath.max(0, Quantiles.of(some).at(p));
    double[] values = outcomes.clone();
    long capped = 0;
    double before = 0;
    double removed = 0;
    for (int i = 0; i < values.length; i++) {
      before += StrictMath.abs(values[i]);
      if (values[i] > cap) {
        removed += values[i] - cap;
        values[i] = cap;
        capped++;
      }
    }
    return new Winsorised(values, cap, capped, before == 0 ? 0 : removed / before);
  }

  /** The outcomes, cut; in their order. */
  public double[] values() {
    return values.clone();
  }

  /** No outcome is above it. */
  public double cap() {
    return cap;
  }

  /** How many outcomes were cut. */
  public long capped() {
    return capped;
  }

  /** The share of the sum (of absolute values) that was cut off, in [0, 1). */
  public double removedShare() {
    return removedShare;
  }

  /**
   * How many units an arm needs before its mean is about normal: 355 times the square of the
   * skewness. Source: Kohavi, Deng, Longbotham and Xu, "Seven rules of thumb for web site
   * experimenters" (KDD 2014), rule 7. Empty where the outcomes do not vary.
   */
  public static OptionalDouble unitsForNormality(double[] outcomes) {
    ArmSummary all = ArmSummary.of(outcomes);
    if (all.variance() == 0) {
      return OptionalDouble.empty();
    }
    double deviation = StrictMath.sqrt(all.variance());
    double cubes = 0;
    for (double outcome : outcomes) {
      double z = (outcome - all.mean()) / deviation;
      cubes += z * z * z;
    }
    double skewness = cubes / outcomes.length;
    return OptionalDouble.of(355 * skewness * skewness);
  }
}
