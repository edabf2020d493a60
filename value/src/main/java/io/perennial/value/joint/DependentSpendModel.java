// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.joint;

import io.perennial.math.random.RandomStream;
import io.perennial.value.ModelParameters;
import io.perennial.value.gammagamma.GammaGammaModel;

/**
 * The gamma-gamma model with a spend that goes with how often one buys: a customer who buys at rate
 * lambda has what is usual of a purchase times lambda^kappa. Of a rate that is not known for
 * certain, the mean of lambda^kappa counts, to second order in its logarithm. The independent model
 * is kappa = 0. Source: Fader and Hardie, note 025 (2013), whose section on independence this
 * relaxes; the idea of a scale that follows the rate is that of Glady, Baesens and Croux, "A
 * modified Pareto/NBD approach for predicting customer lifetime value" (Expert Systems with
 * Applications 36, 2009).
 *
 * @param p shape of the spend of one purchase, > 0
 * @param q shape of the customers' rates of spend, > 1
 * @param gamma their rate for a customer of the typical frequency, in currency, > 0
 * @param kappa elasticity: 0.1 for 10 % more often, 1 % more spent each time; > -5 and finite
 * @param centre the mean logarithm of frequency at which {@code gamma} stands
 */
public record DependentSpendModel(double p, double q, double gamma, double kappa, double centre) {

  /** The least elasticity. */
  static final double FLOOR = -5;

  private static final double LARGEST = 300;

  public DependentSpendModel {
    ModelParameters.requirePositive("p", p);
    ModelParameters.requirePositive("gamma", gamma);
    if (!(q > 1 && q <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("Invalid q: " + q + " (must be > 1 and finite)");
    }
    if (!(kappa >= FLOOR && kappa <= Double.MAX_VALUE) || !Double.isFinite(centre)) {
      throw new IllegalArgumentException(
          "Invalid kappa or centre: " + kappa + ", " + centre + " (must be > -5, finite)");
    }
  }

  /**
   * What gamma is multiplied by for a rate of that logarithm's mean and variance, in logarithms.
   */
  static double logScale(double kappa, double centre, double logMean, double logVariance) {
    double scale = kappa * (logMean - centre) + 0.5 * kappa * kappa * logVariance;
    return Math.max(-LARGEST, Math.min(LARGEST, scale));
  }

  /** The gamma-gamma model of a customer whose rate is Gamma(shape, weeks) as far as is known. */
  GammaGammaModel given(double shape, double weeks) {
    double logScale =
        logScale(kappa, centre, BuyingRates.logMean(shape, weeks), BuyingRates.trigamma(shape));
    double scaled = gamma * Math.exp(logScale);
    return new GammaGammaModel(p, q, Math.max(Double.MIN_NORMAL, Math.min(1e300, scaled)));
  }

  /**
   * The expected spend of a purchase that customer {@code i} makes, in currency, > 0. That he makes
   * one says that he buys more often: his rate counts as after one more purchase.
   *
   * @param purchases that the mean spend is over, >= 0
   * @param meanSpend finite; not read if there is no purchase
   */
  public double expectedSpend(BuyingRates rates, int i, int purchases, double meanSpend) {
    return given(rates.shape(i) + 1, rates.weeks(i)).expectedSpend(purchases, meanSpend);
  }

  /**
   * One draw of the total of {@code count} purchases of customer {@code i} in the {@code weeks} to
   * come, in currency: a future with many purchases is one of a customer who buys often, and his
   * spend goes with it.
   *
   * @param purchases that the mean spend is over, >= 0
   * @param meanSpend finite; not read if there is no purchase
   * @param count purchases in this future, >= 0
   * @param weeks of the future, >= 0 and finite
   */
  public double drawTotal(
      BuyingRates rates,
      int i,
      int purchases,
      double meanSpend,
      long count,
      double weeks,
      RandomStream random) {
    if (count == 0) {
      return 0;
    }
    return given(rates.shape(i) + count, rates.weeks(i) + weeks)
        .drawTotal(purchases, meanSpend, count, random);
  }
}
