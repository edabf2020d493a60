// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import static io.perennial.math.special.Logarithms.log1p;
import static io.perennial.math.special.Logarithms.softplus;

import io.perennial.math.distribution.Beta;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.quadrature.BetaExpectation;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Discounting;
import io.perennial.value.GroupedHistories;
import io.perennial.value.ModelParameters;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;

/**
 * The beta-geometric family. Purchases come at intervals that are Erlang(k, lambda) distributed;
 * after a purchase the customer leaves with chance p; lambda is Gamma(r, alpha) and p is Beta(a, b)
 * over the customers. With k = 1 these are the BG/NBD (Fader, Hardie and Lee 2005) and the MBG/NBD
 * (Batislam, Denizel and Filiztekin 2007; Hoppe and Wagner 2007), with k > 1 the (M)BG/CNBD-k
 * (Reutterer, Platzer and Schroeder 2020).
 *
 * <p>Expectations are sums of positive terms: over p by {@link BetaExpectation} for k = 1, over the
 * number of purchases for k > 1, so there is no pole at a = 1 or a + b = 1 as in the published
 * hypergeometric forms.
 *
 * @param dropout after which purchases one may leave
 * @param regularity k: 1 is a Poisson process; intervals have the coefficient of variation
 *     1/sqrt(k)
 * @param r shape of the rates, > 0
 * @param alpha rate of the rates, in weeks, > 0: the mean buying rate is r / (k alpha) a week
 * @param a first shape of the chance to leave, > 0
 * @param b second shape, > 0: the mean chance to leave is a / (a + b)
 */
public record BetaGeometricModel(
    Dropout dropout, int regularity, double r, double alpha, double a, double b)
    implements PurchaseModel {

  /** The most regular buying that is fitted. */
  public static final int MOST_REGULAR = 12;

  public BetaGeometricModel {
    if (regularity < 1 || regularity > MOST_REGULAR) {
      throw new IllegalArgumentException(
          "Invalid regularity: " + regularity + " (must be within [1, " + MOST_REGULAR + "])");
    }
    ModelParameters.requirePositive("r", r);
    ModelParameters.requirePositive("alpha", alpha);
    ModelParameters.requirePositive("a", a);
    ModelParameters.requirePositive("b", b);
  }

  /** The BG/NBD model. */
  public static BetaGeometricModel bgNbd(double r, double alpha, double a, double b) {
    return new BetaGeometricModel(Dropout.AFTER_REPEAT, 1, r, alpha, a, b);
  }

  /** The MBG/NBD model. */
  public static BetaGeometricModel mbgNbd(double r, double alpha, double a, double b) {
    return new BetaGeometricModel(Dropout.AFTER_ANY, 1, r, alpha, a, b);
  }

  /**
   * {@inheritDoc} For k > 1 it lacks (k - 1) times the sum of the logarithms of the customer's
   * intervals, less x log (k - 1)!, which no parameter changes.
   */
  @Override
  public double logLikelihood(PurchaseHistory history) {
    int x = history.repeats();
    double age = history.ageWeeks();
    int chances = x + dropout.first();
    if (x == 0 && regularity == 1) {
      // 1 minus a small number, so that a short age keeps its digits
      double silent = Math.expm1(-r * log1p(age / alpha));
      return dropout == Dropout.AFTER_ANY ? log1p(b / (a + b) * silent) : -r * log1p(age / alpha);
    }
    double quiet = logQuiet(history);
    return GammaRatios.logRising(r, (long) regularity * x)
        - r * log1p(age / alpha)
        - regularity * (double) x * Math.log(alpha + age)
        + GammaRatios.logRising(b, chances)
        - GammaRatios.logRising(a + b, chances)
        + quiet
        + softplus(logLeft(history) - quiet);
  }

  @Override
  public double logProbabilityAlive(PurchaseHistory history) {
    return 0 - softplus(logLeft(history) - logQuiet(history));
  }

  @Override
  public double logExpectedPurchases(PurchaseHistory history, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return logProbabilityAlive(history)
        + Math.log(purchasesIfAlive(history, horizonWeeks, leaving(history.repeats())));
  }

  @Override
  public double discountedPurchases(
      PurchaseHistory history, double weeklyRate, double horizonWeeks) {
    return probabilityAlive(history)
        * discountedIfAlive(history, weeklyRate, horizonWeeks, leaving(history.repeats()));
  }

  @Override
  public double expectedRepeats(double weeks) {
    return expectedPurchases(PurchaseHistory.boughtOnce(0), weeks);
  }

  @Override
  public int drawPurchases(
      PurchaseHistory history, double alive, double horizonWeeks, RandomStream random) {
    if (!random.chance(alive) || horizonWeeks == 0) {
      return 0;
    }
    int x = history.repeats();
    int phase = regularity == 1 ? 0 : Phases.of(this, history).draw(random);
    double shape = r + regularity * (double) x + phase;
    double rate = Gamma.standard(random, shape) / (alpha + history.ageWeeks());
    long steps = new Poisson(Math.min(1e9, rate * horizonWeeks)).sample(random);
    long purchases = (phase + steps) / regularity;
    double leave = new Beta(a, b + x + dropout.first()).sample(random);
    if (purchases == 0 || leave <= 0) {
      return (int) Math.min(Integer.MAX_VALUE, purchases);
    }
    double stays = StrictMath.log(random.nextOpenDouble()) / StrictMath.log1p(-leave);
    return (int) Math.min(Integer.MAX_VALUE, Math.min((double) purchases, 1 + Math.floor(stays)));
  }

  @Override
  public BetaGeometricModel withParameters(double[] parameters) {
    ModelParameters.requireCount(parameters, 4);
    return new BetaGeometricModel(
        dropout, regularity, parameters[0], parameters[1], parameters[2], parameters[3]);
  }

  /** k expectations for each different (x, T). */
  @Override
  public double[] expectedIfAlive(GroupedHistories histories, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return WorthByAge.of(
        this,
        histories,
        (history, p) ->
            regularity == 1
                ? new double[] {purchasesIfAlive(history, horizonWeeks, p)}
                : byPhase(history, (phases, j) -> phases.expectedFrom(j, horizonWeeks, p)));
  }

  /** k integrals of expectations for each different (x, T): some 50 microseconds each. */
  @Override
  public double[] discountedIfAlive(
      GroupedHistories histories, double weeklyRate, double horizonWeeks) {
    Discounting.check(weeklyRate, horizonWeeks);
    return WorthByAge.of(
        this,
        histories,
        (history, p) ->
            regularity == 1
                ? new double[] {discountedIfAlive(history, weeklyRate, horizonWeeks, p)}
                : byPhase(
                    history, (phases, j) -> phases.discountedFrom(j, weeklyRate, horizonWeeks, p)));
  }

  private interface FromPhase {
    double of(Phases phases, int j);
  }

  private double[] byPhase(PurchaseHistory history, FromPhase worth) {
    Phases phases = Phases.of(this, history);
    double[] values = new double[regularity];
    for (int j = 0; j < regularity; j++) {
      values[j] = worth.of(phases, j);
    }
    return values;
  }

  /** The distribution of p of a customer still there after x repeats. */
  BetaExpectation leaving(int x) {
    return BetaExpectation.of(a, b + x + dropout.first());
  }

  /** E[purchases in the horizon | history, alive]. */
  private double purchasesIfAlive(PurchaseHistory history, double horizon, BetaExpectation p) {
    if (horizon == 0) {
      return 0;
    }
    if (regularity > 1) {
      return Phases.of(this, history).expectedPurchases(horizon, p);
    }
    return expectedStops(r + history.repeats(), horizon / (alpha + history.ageWeeks()), p);
  }

  /** E[(1 - (1 + p w)^-c) / p]: purchases of a Gamma(c) rate over w, until one leaves. */
  static double expectedStops(double c, double w, BetaExpectation leaving) {
    return leaving.of(
        p -> {
          double small = p * w;
          if (small * c < 1e-9) {
            return c * w * (1 - 0.5 * (c + 1) * small);
          }
          return -Math.expm1(-c * log1p(small)) / p;
        });
  }

  private double discountedIfAlive(
      PurchaseHistory history, double weeklyRate, double horizon, BetaExpectation p) {
    Discounting.check(weeklyRate, horizon);
    double scale = alpha + history.ageWeeks();
    if (regularity > 1) {
      return Phases.of(this, history).discountedPurchases(weeklyRate, horizon, p);
    }
    double c = r + history.repeats();
    return DiscountedStops.expectation(c, scale, weeklyRate, horizon, p);
  }

  /** log of 1 plus the chances of being between two purchases, relative to phase 0. */
  private double logQuiet(PurchaseHistory history) {
    return regularity == 1 ? 0 : Math.log(Phases.of(this, history).total());
  }

  /** log of the weight of having left after the last purchase, relative to phase 0. */
  private double logLeft(PurchaseHistory history) {
    int x = history.repeats();
    if (x + dropout.first() == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    // b + (x - 1), not (b + x) - 1: a small b must not lose its digits
    double stayed = b + (x + dropout.first() - 1);
    return Math.log(a / stayed)
        + (r + regularity * (double) x)
            * log1p(history.silenceWeeks() / (alpha + history.recencyWeeks()));
  }
}
