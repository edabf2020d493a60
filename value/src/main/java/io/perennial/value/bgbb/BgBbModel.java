// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgbb;

import static io.perennial.math.special.GammaRatios.logRising;

import io.perennial.math.distribution.Beta;
import io.perennial.math.quadrature.BetaExpectation;
import io.perennial.math.random.RandomStream;
import io.perennial.value.ModelParameters;

/**
 * The BG/BB model. In each period a customer still there buys with chance p, having left at its
 * beginning with chance theta; p is Beta(alpha, beta) and theta Beta(gamma, delta) over the
 * customers. Source: Fader, Hardie and Shang (2010). Expectations over theta are sums of positive
 * terms, without the pole of the published form at gamma = 1.
 *
 * @param alpha first shape of the chance to buy, > 0
 * @param beta second shape of the chance to buy, > 0
 * @param gamma first shape of the chance to leave, > 0
 * @param delta second shape of the chance to leave, > 0
 */
public record BgBbModel(double alpha, double beta, double gamma, double delta) {

  public BgBbModel {
    ModelParameters.requirePositive("alpha", alpha);
    ModelParameters.requirePositive("beta", beta);
    ModelParameters.requirePositive("gamma", gamma);
    ModelParameters.requirePositive("delta", delta);
  }

  /** The log-likelihood of one history. O(n - t_x). */
  public double logLikelihood(OpportunityHistory history) {
    double alive = logAlive(history);
    double top = alive;
    int silent = history.periods() - history.lastPeriod();
    for (int i = 0; i < silent; i++) {
      top = Math.max(top, logLeft(history, i));
    }
    double sum = Math.exp(alive - top);
    for (int i = 0; i < silent; i++) {
      sum += Math.exp(logLeft(history, i) - top);
    }
    return top + Math.log(sum);
  }

  /** P(alive at the end of period n), in [0, 1]. */
  public double probabilityAlive(OpportunityHistory history) {
    return Math.exp(logAlive(history) - logLikelihood(history));
  }

  /** P(alive in period n + 1): what BTYD's {@code bgbb.PAlive} gives. */
  public double probabilityAliveNext(OpportunityHistory history) {
    double stays = delta + history.periods();
    return probabilityAlive(history) * (stays / (gamma + stays));
  }

  /**
   * E[purchases in periods n + 1 to n + horizon | history].
   *
   * @param horizon in periods, >= 0
   */
  public double expectedPurchases(OpportunityHistory history, int horizon) {
    if (horizon < 0) {
      throw new IllegalArgumentException("Invalid horizon: " + horizon + " periods (must be >= 0)");
    }
    if (horizon == 0) {
      return 0;
    }
    double periods =
        leaving(history)
            .of(
                theta ->
                    theta == 0
                        ? horizon
                        : (1 - theta) * -Math.expm1(horizon * Math.log1p(-theta)) / theta);
    return probabilityAlive(history) * chanceToBuy(history) * periods;
  }

  /**
   * DERT: all purchases to come, each at its present value at the end of period n.
   *
   * @param rate of interest per period, > 0: a purchase j periods away counts (1 + rate)^-j
   */
  public double discountedPurchases(OpportunityHistory history, double rate) {
    ModelParameters.requirePositive("discount rate", rate);
    double periods = leaving(history).of(theta -> (1 - theta) / (rate + theta));
    return probabilityAlive(history) * chanceToBuy(history) * periods;
  }

  /** E[X(n)]: repeat purchases of a new customer in the first {@code periods}. */
  public double expectedRepeats(int periods) {
    return expectedPurchases(new OpportunityHistory(0, 0, 0), periods);
  }

  /** One draw of the purchases in periods n + 1 to n + horizon. */
  public int drawPurchases(OpportunityHistory history, int horizon, RandomStream random) {
    if (!random.chance(probabilityAlive(history))) {
      return 0;
    }
    int x = history.repeats();
    double buys = new Beta(alpha + x, beta + history.periods() - x).sample(random);
    double leaves = new Beta(gamma, delta + history.periods()).sample(random);
    int purchases = 0;
    for (int i = 0; i < horizon && !random.chance(leaves); i++) {
      purchases += random.chance(buys) ? 1 : 0;
    }
    return purchases;
  }

  private double logAlive(OpportunityHistory history) {
    int n = history.periods();
    return logBuying(history.repeats(), n) + logRising(delta, n) - logRising(gamma + delta, n);
  }

  /** Having left at the beginning of period t_x + i + 1. */
  private double logLeft(OpportunityHistory history, int i) {
    int stayed = history.lastPeriod() + i;
    return logBuying(history.repeats(), stayed)
        + Math.log(gamma)
        + logRising(delta, stayed)
        - logRising(gamma + delta, stayed + 1L);
  }

  private double logBuying(int x, int periods) {
    return logRising(alpha, x) + logRising(beta, periods - x) - logRising(alpha + beta, periods);
  }

  private double chanceToBuy(OpportunityHistory history) {
    return (alpha + history.repeats()) / (alpha + beta + history.periods());
  }

  private BetaExpectation leaving(OpportunityHistory history) {
    return BetaExpectation.of(gamma, delta + history.periods());
  }
}
