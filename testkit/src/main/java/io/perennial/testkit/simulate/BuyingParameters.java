// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.log1p;

/**
 * How the population buys: Pareto/NBD for when, Gamma-Gamma for how much. A customer buys at a rate
 * lambda ~ Gamma(r, alpha) until leaving at a rate mu ~ Gamma(s, beta), both per week; a purchase
 * is worth z ~ Gamma(p, nu), where nu ~ Gamma(q, gamma) belongs to the customer. All by shape and
 * rate. Source: Schmittlein, Morrison and Colombo (1987); Fader, Hardie and Lee (2005).
 *
 * @param r shape of the buying rates
 * @param alpha rate of the buying rates, weeks
 * @param s shape of the leaving rates
 * @param beta rate of the leaving rates, weeks
 * @param p shape of one customer's spend
 * @param q shape over customers; above 1, so that the mean spend exists
 * @param gamma rate over customers, currency units
 */
public record BuyingParameters(
    double r, double alpha, double s, double beta, double p, double q, double gamma) {

  public BuyingParameters {
    requirePositive("r", r);
    requirePositive("alpha", alpha);
    requirePositive("s", s);
    requirePositive("beta", beta);
    requirePositive("p", p);
    requirePositive("q", q);
    requirePositive("gamma", gamma);
    if (q <= 1) {
      throw new IllegalArgumentException("Invalid q: " + q + " (must be > 1)");
    }
  }

  /** As published for the buyers of CDs at CDNOW (1997-98): few repeats, and a long tail. */
  public static BuyingParameters cdnow() {
    return new BuyingParameters(0.553, 10.578, 0.606, 11.669, 6.25, 3.74, 15.44);
  }

  /**
   * E[X(t)], the repeat purchases of a new customer in the first {@code weeks}. Source:
   * Schmittlein, Morrison and Colombo (1987), equation 17. O(1).
   */
  public double expectedRepeats(double weeks) {
    double log = log1p(weeks / beta);
    double power = s - 1;
    // (1 - (beta / (beta + t))^(s-1)) / (s - 1), with its limit where s is 1
    double share = power == 0 ? log : -expm1(-power * log) / power;
    return r * beta / alpha * share;
  }

  /** E[z], the mean value of a purchase over all customers: p gamma / (q - 1). */
  public double expectedSpend() {
    return p * gamma / (q - 1);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be > 0 and finite)");
    }
  }
}
