// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.special.ErrorFunction;

/**
 * Evidence that may be looked at as often as one likes: a bet on all sizes of an effect at once,
 * spread as a bell curve around no effect. Where there is none, the capital that it makes of 1
 * exceeds 1 / alpha with a chance of at most alpha, ever (Ville 1939), once there are units enough
 * for sums to be about normal. Two papers, one formula: the asymptotic confidence sequence of
 * Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and
 * asymptotic confidence sequences" (2021; Annals of Statistics, 2024), theorem 2.2, and the mixture
 * sequential probability ratio test of Johari, Pekelis and Walsh, "Always valid inference" (2015;
 * Operations Research, 2022), with precision = (deviation of effects / deviation of a unit)².
 *
 * @param precision how far the bet is spread: the variance of an effect that is bet on, in
 *     variances of one unit's outcome; > 0. Any value is valid, it only decides when the test is
 *     sharpest
 */
public record NormalMixture(double precision) {

  /** Units, both arms together, at which GrowthBook's intervals are tightest. */
  public static final double GROWTHBOOK_UNITS = 5_000;

  private static final double LOG_TWO = 0.6931471805599453;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final double SQRT_HALF = 0.7071067811865476;

  public NormalMixture {
    Checked.positive("precision", precision);
  }

  /**
   * The mixture whose intervals are the tightest at a count of units, by the closed form of
   * Waudby-Smith et al., appendix B.2, as GrowthBook has it.
   *
   * @param units in both arms together
   * @param alpha for which it is to be
   */
  public static NormalMixture tightestAt(double units, double alpha) {
    Checked.positive("units", units);
    double twice = -2 * StrictMath.log(Checked.chance("alpha", alpha));
    return new NormalMixture((twice + StrictMath.log(twice + 1)) / units);
  }

  /**
   * The mixture of Johari et al.: effects are expected to have a deviation.
   *
   * @param effectDeviation of the effects bet on (their tau), in the outcome's unit
   * @param unitVariance what the squared standard error of the effect is times the units of both
   *     arms together: for two equal arms, four times the outcome's variance
   */
  public static NormalMixture forEffects(double effectDeviation, double unitVariance) {
    double tau = Checked.positive("effectDeviation", effectDeviation);
    return new NormalMixture(tau * tau / Checked.positive("unitVariance", unitVariance));
  }

  /**
   * The logarithm of the capital against no effect.
   *
   * @param z the effect so far in standard errors
   * @param units behind it, both arms together
   */
  public double logEvidence(double z, double units) {
    double r = units * precision;
    return 0.5 * (z * z * (r / (1 + r)) - StrictMath.log1p(r));
  }

  /** The same against an effect of 0 or below: only effects above 0 are bet on. */
  public double logEvidenceAbove(double z, double units) {
    double r = units * precision;
    return LOG_TWO + logEvidence(z, units) + logNormalTail(-z * StrictMath.sqrt(r / (1 + r)));
  }

  /** How many standard errors the interval of level 1 - alpha reaches to either side. */
  public double reach(double units, double alpha) {
    Checked.chance("alpha", alpha);
    double r = Checked.positive("units", units) * precision;
    return StrictMath.sqrt((1 + r) / r * (StrictMath.log1p(r) - 2 * StrictMath.log(alpha)));
  }

  /**
   * How many standard errors below the effect its lower bound lies, if the upper is not asked for.
   */
  public double reachOneSided(double units, double alpha) {
    double high = reach(units, alpha);
    double low = alpha < 0.5 ? reach(units, 2 * alpha) : 0;
    double target = -StrictMath.log(alpha);
    for (int turn = 0; turn < 60 && high - low > 1e-14 * high; turn++) {
      double middle = 0.5 * (low + high);
      if (logEvidenceAbove(middle, units) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** log P(Z > x), also where the chance is too small for a double. */
  private static double logNormalTail(double x) {
    return x < 30
        ? StrictMath.log(0.5 * ErrorFunction.erfc(x * SQRT_HALF))
        : -0.5 * x * x - StrictMath.log(x) - HALF_LOG_TWO_PI - 1 / (x * x);
  }
}
