// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import static io.perennial.math.special.Logarithms.log1p;
import static io.perennial.math.special.Logarithms.softplus;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.quadrature.GaussLegendre;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Discounting;
import io.perennial.value.GroupedHistories;
import io.perennial.value.ModelParameters;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The Pareto/NBD model with covariates that change in time, of customers on one path: while a
 * customer, one buys at the rate lambda exp(gamma'z(u)) and leaves at mu exp(delta'z(u)). Histories
 * end at the path's week 0. Source: Bachmann, Meierer and Näf, "The role of time-varying contextual
 * factors in latent attrition models for customer base analysis" (2021).
 *
 * <p>All is that of a Pareto/NBD customer on the clocks of buying and of leaving, and exact.
 * Immutable.
 */
public final class TimeVaryingModel implements PurchaseModel {

  private static final GaussLegendre RULE = GaussLegendre.of(8);

  private final CovariatePath path;
  private final int[] buyingColumns;
  private final int[] leavingColumns;
  private final double[] parameters;
  private final Clocks clocks;

  TimeVaryingModel(
      CovariatePath path, int[] buyingColumns, int[] leavingColumns, double[] parameters) {
    ModelParameters.requireCount(parameters, 4 + buyingColumns.length + leavingColumns.length);
    for (double parameter : parameters) {
      ModelParameters.requirePositive("parameter", parameter);
    }
    this.path = path;
    this.buyingColumns = buyingColumns.clone();
    this.leavingColumns = leavingColumns.clone();
    this.parameters = parameters.clone();
    double[] effects = new double[parameters.length - 4];
    for (int k = 0; k < effects.length; k++) {
      effects[k] = Math.log(parameters[4 + k]);
    }
    this.clocks = new Clocks(path, buyingColumns, leavingColumns, effects);
  }

  /** The model of customers on another path with the same names. */
  public TimeVaryingModel on(CovariatePath other) {
    if (!other.names().equals(path.names())) {
      throw new IllegalArgumentException(
          "Invalid path: of " + other.names() + " (must be of " + path.names() + ")");
    }
    return new TimeVaryingModel(other, buyingColumns, leavingColumns, parameters);
  }

  /** The names of the covariates. */
  public List<String> names() {
    return path.names();
  }

  /** How many times as fast as ordinary customers buy at calendar time {@code week}. */
  public double buyingFactor(double week) {
    return clocks.buying().speed(path.runOf(week));
  }

  /**
   * {@inheritDoc} It lacks the sum of gamma'z over the moments of the purchases, which a history
   * does not know.
   */
  @Override
  public double logLikelihood(PurchaseHistory history) {
    return logLikelihood(history, 0);
  }

  /** As if observation had gone on in silence until calendar time {@code end}. */
  private double logLikelihood(PurchaseHistory history, double end) {
    int x = history.repeats();
    double aged = buyingAge(history, end);
    double lived = leavingAge(history, end);
    return GammaRatios.logRising(parameters[0], x)
        - x * Math.log(parameters[1])
        - (parameters[0] + x) * log1p(aged / parameters[1])
        - parameters[2] * log1p(lived / parameters[3])
        + softplus(logOdds(history, end));
  }

  @Override
  public double logProbabilityAlive(PurchaseHistory history) {
    return 0 - softplus(logOdds(history, 0));
  }

  /** P(a purchase in (T, T + horizon]); exact. */
  public double probabilityActive(PurchaseHistory history, double horizonWeeks) {
    double loss = logLikelihood(history, horizonWeeks) - logLikelihood(history, 0);
    return Math.min(1, Math.max(0, -Math.expm1(loss)));
  }

  @Override
  public double logExpectedPurchases(PurchaseHistory history, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return logProbabilityAlive(history) + Math.log(ifAlive(history, 0, horizonWeeks));
  }

  @Override
  public double discountedPurchases(
      PurchaseHistory history, double weeklyRate, double horizonWeeks) {
    Discounting.check(weeklyRate, horizonWeeks);
    return probabilityAlive(history) * ifAlive(history, weeklyRate, horizonWeeks);
  }

  @Override
  public double expectedRepeats(double weeks) {
    Discounting.checkHorizon(weeks);
    return ifAlive(PurchaseHistory.boughtOnce(0), 0, weeks);
  }

  @Override
  public int drawPurchases(
      PurchaseHistory history, double alive, double horizonWeeks, RandomStream random) {
    if (!random.chance(alive) || horizonWeeks == 0) {
      return 0;
    }
    double life =
        (parameters[3] + leavingAge(history, 0))
            * (StrictMath.pow(random.nextOpenDouble(), -1 / parameters[2]) - 1);
    double until = Math.min(horizonWeeks, clocks.leaving().calendar(life));
    double buying =
        Gamma.standard(random, parameters[0] + history.repeats())
            / (parameters[1] + buyingAge(history, 0));
    double mean = Math.min(buying * clocks.buying().at(until), 1e9);
    return (int) Math.min(Integer.MAX_VALUE, new Poisson(mean).sample(random));
  }

  @Override
  public TimeVaryingModel withParameters(double[] others) {
    return new TimeVaryingModel(path, buyingColumns, leavingColumns, others);
  }

  @Override
  public double[] expectedIfAlive(GroupedHistories histories, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return perGroup(histories, history -> ifAlive(history, 0, horizonWeeks));
  }

  @Override
  public double[] discountedIfAlive(
      GroupedHistories histories, double weeklyRate, double horizonWeeks) {
    Discounting.check(weeklyRate, horizonWeeks);
    return perGroup(histories, history -> ifAlive(history, weeklyRate, horizonWeeks));
  }

  private static double[] perGroup(
      GroupedHistories histories, ToDoubleFunction<PurchaseHistory> function) {
    double[] values = new double[histories.size()];
    Chunks.forEach(
        values.length,
        64,
        (from, to) -> {
          for (int g = from; g < to; g++) {
            values[g] = function.applyAsDouble(histories.history(g));
          }
        });
    return values;
  }

  private double buyingAge(PurchaseHistory history, double end) {
    return clocks.buying().at(end) - clocks.buying().at(-history.ageWeeks());
  }

  private double leavingAge(PurchaseHistory history, double end) {
    return clocks.leaving().at(end) - clocks.leaving().at(-history.ageWeeks());
  }

  /** log of (density of having left in silence) / (chance of being a customer still). */
  private double logOdds(PurchaseHistory history, double end) {
    double birth = -history.ageWeeks();
    double last = birth + history.recencyWeeks();
    if (last >= end) {
      return Double.NEGATIVE_INFINITY;
    }
    double power = parameters[0] + history.repeats();
    double s = parameters[2];
    Silence silence = new Silence(0, 0);
    silence.compute(clocks, power, parameters[1], s, parameters[3], birth, last, end, false);
    double aged = clocks.buying().at(last) - clocks.buying().at(birth);
    double lived = clocks.leaving().at(last) - clocks.leaving().at(birth);
    double buying = clocks.buying().at(end) - clocks.buying().at(last);
    double leaving = clocks.leaving().at(end) - clocks.leaving().at(last);
    return power * log1p(buying / (parameters[1] + aged))
        + s * log1p(leaving / (parameters[3] + lived))
        + Math.log(s / (parameters[3] + lived) * Math.max(silence.value, 1e-300));
  }

  /**
   * Purchases in (T, T + horizon], discounted, of who is a customer at T: the mean rate times the
   * integral of a(u) exp(-rate u) (1 + B(u) / (beta + B_T))^-s, run by run of the path.
   */
  private double ifAlive(PurchaseHistory history, double rate, double horizon) {
    double s = parameters[2];
    double scale = parameters[3] + leavingAge(history, 0);
    double sum = 0;
    double start = 0;
    int run = path.runOf(0);
    run = run < path.runs() && 0 >= path.bound(run + 1) ? run + 1 : run;
    while (start < horizon) {
      double end = run >= path.runs() ? horizon : Math.min(horizon, path.bound(run + 1));
      double speed = clocks.leaving().speed(run);
      double leaving = (scale + clocks.leaving().at(start)) / speed; // beta of this run
      double there = Math.exp(-s * log1p(clocks.leaving().at(start) / scale));
      double weeks =
          rate == 0
              ? weeksAsCustomer(leaving, s, end - start)
              : Math.exp(-rate * start) * discounted(leaving, s, rate, end - start);
      sum += clocks.buying().speed(run) * there * weeks;
      start = end;
      run++;
    }
    return (parameters[0] + history.repeats()) / (parameters[1] + buyingAge(history, 0)) * sum;
  }

  private static double weeksAsCustomer(double beta, double s, double weeks) {
    double z = log1p(weeks / beta);
    double power = (1 - s) * z;
    return beta * (Math.abs(power) < 1e-300 ? z : Math.expm1(power) / (1 - s));
  }

  private static double discounted(double beta, double s, double rate, double weeks) {
    if (weeks > 4 || weeks > beta) {
      return Discounting.integrate(rate, weeks, beta, s, t -> Math.exp(-s * log1p(t / beta)));
    }
    return RULE.integrate(t -> Math.exp(-rate * t - s * log1p(t / beta)), 0, weeks);
  }
}
