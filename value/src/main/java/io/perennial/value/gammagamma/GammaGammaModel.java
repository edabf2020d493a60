// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.gammagamma;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.ModelParameters;

/**
 * The gamma-gamma model of spend: a purchase is Gamma(p, nu), nu is Gamma(q, gamma) over the
 * customers, and neither has to do with how often one buys. Source: Fader and Hardie, note 025
 * (2013).
 *
 * @param p shape of the spend of one purchase, > 0
 * @param q shape of the customers' rates, > 1: at 1 the mean over the customers is infinite
 * @param gamma rate of the customers' rates, in currency units, > 0
 */
public record GammaGammaModel(double p, double q, double gamma) {

  public GammaGammaModel {
    ModelParameters.requirePositive("p", p);
    ModelParameters.requirePositive("gamma", gamma);
    if (!(q > 1 && q <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("Invalid q: " + q + " (must be > 1 and finite)");
    }
  }

  /** The log-likelihood of a mean spend over that many purchases, both > 0. */
  public double logLikelihood(int purchases, double meanSpend) {
    double shape = p * purchases;
    double total = meanSpend * purchases;
    return GammaRatios.logRatio(shape, q)
        - GammaFunctions.logGamma(q)
        - Math.log(meanSpend)
        - shape * log1p(gamma / total)
        - q * log1p(total / gamma);
  }

  /** The mean spend per purchase of a customer of whom nothing is known, in currency units. */
  public double expectedSpend() {
    return p * gamma / (q - 1);
  }

  /**
   * The expected spend per future purchase, in currency units, > 0: between what the customer has
   * spent and what customers spend. A mean spend of 0 or below (returns) counts as not known.
   *
   * @param purchases that the mean is over, >= 0
   * @param meanSpend finite; not read if there is no purchase
   */
  public double expectedSpend(int purchases, double meanSpend) {
    if (purchases < 0) {
      throw new IllegalArgumentException("Invalid purchases: " + purchases + " (must be >= 0)");
    }
    if (purchases > 0 && !Double.isFinite(meanSpend)) {
      throw new IllegalArgumentException("Invalid mean spend: " + meanSpend + " (must be finite)");
    }
    if (purchases == 0 || meanSpend <= 0) {
      return expectedSpend();
    }
    double known = p * purchases;
    return p / (known + q - 1) * gamma + known / (known + q - 1) * meanSpend;
  }

  /** One draw of the total of {@code count} future purchases, in currency units. */
  public double drawTotal(int purchases, double meanSpend, long count, RandomStream random) {
    if (count == 0) {
      return 0;
    }
    boolean known = purchases > 0 && meanSpend > 0;
    double shape = known ? q + p * purchases : q;
    double rate = known ? gamma + meanSpend * purchases : gamma;
    double nu = Gamma.standard(random, shape) / rate;
    return Gamma.standard(random, p * count) / Math.max(nu, Double.MIN_NORMAL);
  }
}
