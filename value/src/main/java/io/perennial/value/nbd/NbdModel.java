// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.nbd;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Discounting;
import io.perennial.value.GroupedHistories;
import io.perennial.value.ModelParameters;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;

/**
 * The negative binomial model: purchases at a constant rate lambda for ever, lambda being Gamma(r,
 * alpha) over the customers. Source: Ehrenberg (1959), in the form of Fader and Hardie.
 *
 * @param r shape of the buying rates, > 0
 * @param alpha rate of the buying rates, in weeks, > 0
 */
public record NbdModel(double r, double alpha) implements PurchaseModel {

  public NbdModel {
    ModelParameters.requirePositive("r", r);
    ModelParameters.requirePositive("alpha", alpha);
  }

  @Override
  public double logLikelihood(PurchaseHistory history) {
    return GammaRatios.logRising(r, history.repeats())
        - r * log1p(history.ageWeeks() / alpha)
        - history.repeats() * Math.log(alpha + history.ageWeeks());
  }

  /** 0: nobody leaves. */
  @Override
  public double logProbabilityAlive(PurchaseHistory history) {
    return 0;
  }

  @Override
  public double logExpectedPurchases(PurchaseHistory history, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return Math.log(rate(history) * horizonWeeks);
  }

  @Override
  public double discountedPurchases(
      PurchaseHistory history, double weeklyRate, double horizonWeeks) {
    return rate(history) * presentWeeks(weeklyRate, horizonWeeks);
  }

  @Override
  public double expectedRepeats(double weeks) {
    Discounting.checkHorizon(weeks);
    return r / alpha * weeks;
  }

  @Override
  public int drawPurchases(
      PurchaseHistory history, double alive, double horizonWeeks, RandomStream random) {
    double rate = Gamma.standard(random, r + history.repeats()) / (alpha + history.ageWeeks());
    double mean = Math.min(1e9, rate * horizonWeeks);
    return (int) Math.min(Integer.MAX_VALUE, new Poisson(mean).sample(random));
  }

  @Override
  public double[] expectedIfAlive(GroupedHistories histories, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return rates(histories, horizonWeeks);
  }

  @Override
  public double[] discountedIfAlive(
      GroupedHistories histories, double weeklyRate, double horizonWeeks) {
    return rates(histories, presentWeeks(weeklyRate, horizonWeeks));
  }

  private double[] rates(GroupedHistories histories, double weeks) {
    double[] values = new double[histories.size()];
    for (int g = 0; g < values.length; g++) {
      values[g] = (r + histories.repeats(g)) / (alpha + histories.ageWeeks(g)) * weeks;
    }
    return values;
  }

  private static double presentWeeks(double weeklyRate, double horizonWeeks) {
    Discounting.check(weeklyRate, horizonWeeks);
    return weeklyRate == 0 ? horizonWeeks : -Math.expm1(-weeklyRate * horizonWeeks) / weeklyRate;
  }

  @Override
  public NbdModel withParameters(double[] parameters) {
    ModelParameters.requireCount(parameters, 2);
    return new NbdModel(parameters[0], parameters[1]);
  }

  /** E[lambda | history], purchases a week. */
  private double rate(PurchaseHistory history) {
    return (r + history.repeats()) / (alpha + history.ageWeeks());
  }
}
