// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * A test that may be looked at every day, and ended when one likes: the chance that it ever finds
 * an effect where there is none is at most alpha, about. The formula is {@link NormalMixture}'s;
 * what is "about" is that sums of few units are not normal, so the first looks, with fewer than
 * {@link #LEAST_UNITS} units in an arm, say nothing. Mutable: one for each outcome and arm.
 */
public final class SequentialTest {

  /** Below so many units in an arm nothing is concluded. */
  public static final int LEAST_UNITS = 50;

  private final double alpha;
  private final NormalMixture mixture;
  private double least = 1;
  private int looks;
  private int decidedAt;

  /**
   * A test before its first look.
   *
   * @param alpha the chance of a false alarm, ever
   * @param mixture when it is to be sharpest
   */
  public SequentialTest(double alpha, NormalMixture mixture) {
    this.alpha = Checked.chance("alpha", alpha);
    this.mixture = mixture;
  }

  /** Sharpest at 5,000 units, as GrowthBook's. */
  public static SequentialTest ofDefaults(double alpha) {
    return new SequentialTest(
        alpha, NormalMixture.tightestAt(NormalMixture.GROWTHBOOK_UNITS, alpha));
  }

  /**
   * Looks at all that is known so far.
   *
   * @return the effect with an interval that holds the truth at all looks at once, at level 1 -
   *     alpha, and as chance the least of all looks so far
   */
  public Comparison look(Estimate control, Estimate treatment) {
    looks++;
    if (control.count() < LEAST_UNITS || treatment.count() < LEAST_UNITS) {
      return new Untested(
          String.format(
              Locale.ROOT,
              "too early: %,d units in the control and %,d in the treatment (at least %d in each)",
              control.count(),
              treatment.count(),
              LEAST_UNITS));
    }
    double error = StrictMath.hypot(control.standardError(), treatment.standardError());
    if (error == 0) {
      return Untested.constant();
    }
    double units = (double) control.count() + treatment.count();
    double difference = treatment.value() - control.value();
    double chance =
        StrictMath.min(1, StrictMath.exp(-mixture.logEvidence(difference / error, units)));
    least = StrictMath.min(least, chance);
    if (least <= alpha && decidedAt == 0) {
      decidedAt = looks;
    }
    double reach = mixture.reach(units, alpha);
    return new Effect(
        control,
        treatment,
        Interval.around(difference, reach * error),
        least,
        alpha,
        Relative.of(control, treatment, reach));
  }

  /** Looks at means. */
  public Comparison look(ArmSummary control, ArmSummary treatment) {
    return look(control.estimate(), treatment.estimate());
  }

  /** The first look, from 1, at which there was an effect. */
  public OptionalInt decidedAt() {
    return decidedAt == 0 ? OptionalInt.empty() : OptionalInt.of(decidedAt);
  }
}
