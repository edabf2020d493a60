// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretonbd;

import static io.perennial.math.special.Logarithms.log1p;
import static io.perennial.math.special.Logarithms.softplus;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Discounting;
import io.perennial.value.GroupedHistories;
import io.perennial.value.ModelParameters;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import java.util.function.DoubleUnaryOperator;

/**
 * The Pareto/NBD model. While a customer, one buys at a constant rate lambda; one leaves, unseen,
 * at a constant rate mu; lambda is Gamma(r, alpha) and mu is Gamma(s, beta) over the customers.
 * Source: Schmittlein, Morrison and Colombo (1987); Fader and Hardie, notes 009 (likelihood) and
 * 018 (DERT); the integral by {@link DropoutIntegral}.
 *
 * @param r shape of the buying rates, > 0
 * @param alpha rate of the buying rates, in weeks, > 0: the mean buying rate is r / alpha a week
 * @param s shape of the leaving rates, > 0
 * @param beta rate of the leaving rates, in weeks, > 0
 */
public record ParetoNbdModel(double r, double alpha, double s, double beta)
    implements PurchaseModel {

  public ParetoNbdModel {
    ModelParameters.requirePositive("r", r);
    ModelParameters.requirePositive("alpha", alpha);
    ModelParameters.requirePositive("s", s);
    ModelParameters.requirePositive("beta", beta);
  }

  @Override
  public double logLikelihood(PurchaseHistory history) {
    int x = history.repeats();
    double age = history.ageWeeks();
    return GammaRatios.logRising(r, x)
        - r * log1p(age / alpha)
        - x * Math.log(alpha + age)
        - s * log1p(age / beta)
        + softplus(logOddsOfHavingLeft(history));
  }

  /** O(1), some 20 to 100 exponentials. */
  @Override
  public double logProbabilityAlive(PurchaseHistory history) {
    return 0 - softplus(logOddsOfHavingLeft(history));
  }

  @Override
  public double logExpectedPurchases(PurchaseHistory history, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return logProbabilityAlive(history)
        + Math.log(buyingRate(history) * weeksAsCustomer(history.ageWeeks(), horizonWeeks));
  }

  @Override
  public double discountedPurchases(
      PurchaseHistory history, double weeklyRate, double horizonWeeks) {
    return probabilityAlive(history)
        * buyingRate(history)
        * discountedWeeks(history.ageWeeks(), weeklyRate, horizonWeeks);
  }

  @Override
  public double expectedRepeats(double weeks) {
    Discounting.checkHorizon(weeks);
    return r / alpha * weeksAsCustomer(0, weeks);
  }

  @Override
  public int drawPurchases(
      PurchaseHistory history, double alive, double horizonWeeks, RandomStream random) {
    if (!random.chance(alive) || horizonWeeks == 0) {
      return 0;
    }
    // exponential with a Gamma(s, beta + T) rate: Pareto distributed, by its inverse
    double life =
        (beta + history.ageWeeks()) * (StrictMath.pow(random.nextOpenDouble(), -1 / s) - 1);
    double buying = Gamma.standard(random, r + history.repeats()) / (alpha + history.ageWeeks());
    double mean = Math.min(buying * Math.min(life, horizonWeeks), 1e9);
    return (int) Math.min(Integer.MAX_VALUE, new Poisson(mean).sample(random));
  }

  @Override
  public ParetoNbdModel withParameters(double[] parameters) {
    ModelParameters.requireCount(parameters, 4);
    return new ParetoNbdModel(parameters[0], parameters[1], parameters[2], parameters[3]);
  }

  /** O(1) for each different age, and a product a group. */
  @Override
  public double[] expectedIfAlive(GroupedHistories histories, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return byAge(histories, age -> weeksAsCustomer(age, horizonWeeks));
  }

  /** One integral for each different age, and a product a group. */
  @Override
  public double[] discountedIfAlive(
      GroupedHistories histories, double weeklyRate, double horizonWeeks) {
    Discounting.check(weeklyRate, horizonWeeks);
    return byAge(histories, age -> discountedWeeks(age, weeklyRate, horizonWeeks));
  }

  private double[] byAge(GroupedHistories histories, DoubleUnaryOperator weeksToCome) {
    double[] times = histories.times();
    double[] weeks = new double[times.length];
    Chunks.forEach(
        times.length,
        64,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            weeks[k] = weeksToCome.applyAsDouble(times[k]);
          }
        });
    double[] values = new double[histories.size()];
    for (int g = 0; g < values.length; g++) {
      values[g] =
          (r + histories.repeats(g))
              / (alpha + histories.ageWeeks(g))
              * weeks[histories.ageRank(g)];
    }
    return values;
  }

  /**
   * log of (density of having left in (t_x, T]) / (chance of being a customer still); minus
   * infinity where t_x = T.
   */
  double logOddsOfHavingLeft(PurchaseHistory history) {
    double recency = history.recencyWeeks();
    double silence = history.ageWeeks() - recency;
    if (silence <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] moments = new double[1];
    double buying = r + history.repeats();
    new DropoutIntegral(buying, alpha, s, beta).add(recency, history.ageWeeks(), moments, 0, 1);
    return Math.log(s)
        + buying * log1p(silence / (alpha + recency))
        + s * log1p(silence / (beta + recency))
        - Math.log(beta + recency)
        + Math.log(moments[0]);
  }

  /** E[lambda | history, alive], purchases a week. */
  private double buyingRate(PurchaseHistory history) {
    return (r + history.repeats()) / (alpha + history.ageWeeks());
  }

  /** E[weeks as a customer in the next {@code horizon} weeks | alive at {@code age}]. */
  private double weeksAsCustomer(double age, double horizon) {
    double z = log1p(horizon / (beta + age));
    double power = (1 - s) * z; // no special case at s = 1 but the limit itself
    double mean = Math.abs(power) < 1e-300 ? z : Math.expm1(power) / (1 - s);
    return (beta + age) * mean;
  }

  private double discountedWeeks(double age, double weeklyRate, double horizon) {
    double scale = beta + age;
    return Discounting.integrate(
        weeklyRate, horizon, scale, s, t -> Math.exp(-s * log1p(t / scale)));
  }
}
