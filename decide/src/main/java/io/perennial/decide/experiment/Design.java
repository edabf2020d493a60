// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.distribution.Normal;
import io.perennial.math.quadrature.GammaExpectation;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongToDoubleFunction;

/**
 * How many units an experiment needs, and what it can see with those it has. Two arms are compared;
 * with several treatments, each with the control, at an alpha shared out among them. Two-sided.
 * Immutable.
 */
public final class Design {

  /** More units than there are people a hundred times over. */
  private static final long MOST = 1_000_000_000_000L;

  private static final double NORMAL_BEYOND = 1e6;

  private final double alpha;
  private final double power;
  private final double controlShare;
  private final double treatmentShare;
  private final boolean peeking;

  private Design(
      double alpha, double power, double controlShare, double treatmentShare, boolean peeking) {
    this.alpha = alpha;
    this.power = power;
    this.controlShare = controlShare;
    this.treatmentShare = treatmentShare;
    this.peeking = peeking;
  }

  /**
   * An experiment that is looked at once, at its end.
   *
   * @param experiment its arms' weights; each treatment is compared with the first arm, and the
   *     smallest treatment decides how many units are needed
   * @param alpha the accepted chance of any false alarm, shared equally (Bonferroni)
   * @param power the chance with which an effect of the size planned for is found, (alpha, 1)
   */
  public static Design of(Experiment experiment, double alpha, double power) {
    double[] shares = SampleRatio.shares(experiment.arms().size(), experiment.weights());
    double least = 1;
    for (int a = 1; a < shares.length; a++) {
      least = StrictMath.min(least, shares[a]);
    }
    return new Design(
        Checked.chance("alpha", alpha) / (shares.length - 1),
        power(power, alpha),
        shares[0],
        least,
        false);
  }

  /** Two arms of equal size. */
  public static Design ofTwo(double alpha, double power) {
    return new Design(Checked.chance("alpha", alpha), power(power, alpha), 0.5, 0.5, false);
  }

  private static double power(double power, double alpha) {
    if (!(power > alpha && power < 1)) {
      throw new IllegalArgumentException(
          "Invalid power: " + power + " (must be above alpha, " + alpha + ", and below 1)");
    }
    return power;
  }

  /**
   * The same experiment read by a {@link SequentialTest} that is sharpest at the units planned for.
   * The units are those at which the effect is found with the power by the last look alone: earlier
   * looks only add to it.
   */
  public Design withPeeking() {
    return new Design(alpha, power, controlShare, treatmentShare, true);
  }

  /**
   * The deviation that is left of an outcome when covariates explain a share of its variance: what
   * {@link Cuped#varianceReduction()} of an earlier time says, or one minus the share of the
   * variance within strata.
   *
   * @param explained in [0, 1)
   */
  public static double deviationLeft(double deviation, double explained) {
    Checked.notNegative("deviation", deviation);
    if (!(explained >= 0 && explained < 1)) {
      throw new IllegalArgumentException(
          "Invalid explained share: " + explained + " (must be within [0, 1))");
    }
    return deviation * StrictMath.sqrt(1 - explained);
  }

  /**
   * The chance of finding a difference of means. Looked at once: the noncentral t, as the Student
   * test of two samples has it.
   *
   * @param deviation of the outcome over units; for a ratio, the root of {@link
   *     RatioSummary#unitVariance()}
   * @param difference to be found, in the outcome's unit
   * @param units in the whole experiment
   */
  public double powerOfMean(double deviation, double difference, long units) {
    Checked.positive("deviation", deviation);
    Checked.finite("difference", difference);
    Checked.count("units", units);
    double control = units * controlShare;
    double treatment = units * treatmentShare;
    if (control < 2 || treatment < 2) {
      return 0;
    }
    double shift =
        StrictMath.abs(difference) / (deviation * StrictMath.sqrt(1 / control + 1 / treatment));
    double degrees = control + treatment - 2;
    if (peeking || degrees > NORMAL_BEYOND) {
      double critical = critical(control + treatment);
      Normal normal = Normal.standard();
      return normal.cumulative(shift - critical) + normal.cumulative(-shift - critical);
    }
    double critical = new StudentT(degrees).exceededWith(alpha / 2);
    Normal normal = Normal.standard();
    return GammaExpectation.of(degrees / 2)
        .of(
            x -> {
              double bar = critical * StrictMath.sqrt(2 * x / degrees);
              return normal.cumulative(shift - bar) + normal.cumulative(-shift - bar);
            });
  }

  /**
   * The chance of finding a difference of shares by the score test. Source: Fleiss, Levin and Paik,
   * "Statistical methods for rates and proportions" (2003), 4.2, without correction for continuity.
   *
   * @param base share of the control, in (0, 1)
   * @param difference to be found; base + difference in (0, 1)
   */
  public double powerOfShare(double base, double difference, long units) {
    Checked.chance("base", base);
    double other = Checked.chance("base + difference", base + difference);
    double control = units * controlShare;
    double treatment = units * treatmentShare;
    if (control < 1 || treatment < 1) {
      return 0;
    }
    double mean = (control * base + treatment * other) / (control + treatment);
    double none = StrictMath.sqrt(mean * (1 - mean) * (1 / control + 1 / treatment));
    double some = StrictMath.sqrt(base * (1 - base) / control + other * (1 - other) / treatment);
    double critical = critical(control + treatment);
    Normal normal = Normal.standard();
    return normal.cumulative((StrictMath.abs(difference) - critical * none) / some)
        + normal.cumulative((-StrictMath.abs(difference) - critical * none) / some);
  }

  /** Units needed in the whole experiment; empty where it is more than a trillion. */
  public OptionalLong unitsForMean(double deviation, double difference) {
    return units(units -> powerOfMean(deviation, difference, units));
  }

  /** Units needed in the whole experiment for a difference of shares. */
  public OptionalLong unitsForShare(double base, double difference) {
    return units(units -> powerOfShare(base, difference, units));
  }

  /** The smallest difference of means that is found with the power; empty with too few units. */
  public OptionalDouble detectableMean(double deviation, long units) {
    double high = deviation;
    for (int turn = 0; powerOfMean(deviation, high, units) < power; turn++) {
      if (turn == 60) {
        return OptionalDouble.empty();
      }
      high *= 2;
    }
    double low = 0;
    for (int turn = 0; turn < 100 && high - low > 1e-12 * high; turn++) {
      double middle = 0.5 * (low + high);
      if (powerOfMean(deviation, middle, units) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(high);
  }

  /** The smallest rise of a share that is found with the power; empty where none is. */
  public OptionalDouble detectableShare(double base, long units) {
    double low = 0;
    double high = (1 - Checked.chance("base", base)) * (1 - 1e-9);
    if (powerOfShare(base, high, units) < power) {
      return OptionalDouble.empty();
    }
    for (int turn = 0; turn < 100 && high - low > 1e-12 * high; turn++) {
      double middle = 0.5 * (low + high);
      if (powerOfShare(base, middle, units) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(high);
  }

  private double critical(double units) {
    return peeking
        ? NormalMixture.tightestAt(units, alpha).reach(units, alpha)
        : Normal.standard().quantile(1 - alpha / 2);
  }

  private OptionalLong units(LongToDoubleFunction powerWith) {
    long high = 4;
    while (powerWith.applyAsDouble(high) < power) {
      if (high >= MOST) {
        return OptionalLong.empty();
      }
      high *= 2;
    }
    long low = high == 4 ? 0 : high / 2;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (powerWith.applyAsDouble(middle) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalLong.of(high);
  }
}
