// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.distribution.Normal;
import io.perennial.math.special.ErrorFunction;
import java.util.Optional;

/**
 * A yes-or-no outcome of an arm.
 *
 * @param successes units with yes
 * @param count all units
 */
public record Proportion(long successes, long count) {

  /** Below so many, a ratio of two proportions says next to nothing. */
  private static final int FEW = 5;

  private static final double SQRT_HALF = 0.7071067811865476;

  public Proportion {
    Checked.count("successes", successes);
    if (successes > count) {
      throw new IllegalArgumentException(
          "Invalid successes: " + successes + " (must be within [0, " + count + "], the count)");
    }
  }

  /** The share of yes; 0 without a unit. */
  public double value() {
    return count == 0 ? 0 : (double) successes / count;
  }

  /**
   * Where the true share lies, at level 1 - {@code alpha}. Source: Wilson (1927), without
   * correction for continuity; never outside [0, 1].
   */
  public Interval interval(double alpha) {
    Checked.chance("alpha", alpha);
    if (count == 0) {
      return new Interval(0, 1);
    }
    double z = Normal.standard().quantile(1 - alpha / 2);
    double share = value();
    double square = z * z / count;
    double centre = (share + square / 2) / (1 + square);
    double half =
        z / (1 + square) * StrictMath.sqrt(share * (1 - share) / count + square / (4 * count));
    return new Interval(
        successes == 0 ? 0 : StrictMath.max(0, centre - half),
        successes == count ? 1 : StrictMath.min(1, centre + half));
  }

  /**
   * The difference of two proportions: chance by the score test, with the variance that both have
   * if they are equal; interval by Newcombe's method 10, from Wilson's intervals of both (Newcombe,
   * "Interval estimation for the difference between independent proportions", Statistics in
   * Medicine, 1998). Both are sound where few or none say yes.
   */
  public static Comparison compare(Proportion control, Proportion treatment, double alpha) {
    Checked.chance("alpha", alpha);
    if (control.count < 2 || treatment.count < 2) {
      return Untested.tooFew(control.count, treatment.count);
    }
    double difference = treatment.value() - control.value();
    double pooled =
        (double) (control.successes + treatment.successes) / (control.count + treatment.count);
    double variance = pooled * (1 - pooled) * (1.0 / control.count + 1.0 / treatment.count);
    if (variance == 0) {
      return Untested.constant();
    }
    double z = difference / StrictMath.sqrt(variance);
    double pValue = ErrorFunction.erfc(StrictMath.abs(z) * SQRT_HALF);
    Interval first = control.interval(alpha);
    Interval second = treatment.interval(alpha);
    double down =
        StrictMath.hypot(treatment.value() - second.low(), first.high() - control.value());
    double up = StrictMath.hypot(second.high() - treatment.value(), control.value() - first.low());
    Estimate a = ArmSummary.ofSuccesses(control.successes, control.count).estimate();
    Estimate b = ArmSummary.ofSuccesses(treatment.successes, treatment.count).estimate();
    boolean many = StrictMath.min(control.successes, treatment.successes) >= FEW;
    return new Effect(
        a,
        b,
        new Interval(difference - down, difference + up),
        pValue,
        alpha,
        many ? Relative.of(a, b, Normal.standard().quantile(1 - alpha / 2)) : Optional.empty());
  }
}
