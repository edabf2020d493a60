// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.gammagamma.GammaGammaModel;

/**
 * One future of one customer: how many purchases, and what they are worth now. What he does and
 * what he spends has chance of its own, so that another rate leaves the amounts of the same
 * purchases. Mutable, for one thread at a time.
 */
final class FutureDraw {

  /** After so many purchases the rest is what is to be expected. */
  private static final int MOST = 1000;

  private static final int MONEY = 6;
  private static final double LEAST_RATE = 1e-200;

  private double purchases;
  private double value;

  /** Purchases until the horizon. */
  double purchases() {
    return purchases;
  }

  /** Their worth now, in spend at the prices as they were. */
  double value() {
    return value;
  }

  /**
   * Draws.
   *
   * @param meanSpend of his repeat purchases, not read where not positive
   * @param weeks to the horizon
   */
  void draw(
      BuyingLaw law,
      GammaGammaModel spend,
      PurchaseHistory history,
      double alive,
      double meanSpend,
      double weeks,
      Levers levers,
      int d,
      RandomSource chance) {
    purchases = 0;
    value = 0;
    BuyingLaw.Life life = law.begin(history, alive, levers.buying(d), levers.leaving(d), chance);
    double time = life.next();
    if (time > weeks) {
      return;
    }
    RandomStream money = chance.stream(MONEY);
    double rate = rate(spend, history.repeats(), meanSpend, money);
    double total = 0;
    while (time <= weeks) {
      double present = Math.exp(-levers.weeklyRate() * time);
      total += present * Gamma.standard(money, spend.p());
      purchases++;
      if (purchases == MOST) {
        purchases += life.rest(time, weeks - time, 0);
        total += present * spend.p() * life.rest(time, weeks - time, levers.weeklyRate());
        break;
      }
      time = life.next();
    }
    value = total / rate;
  }

  /** The spend of a first purchase, at the price as it was. */
  static double firstSpend(GammaGammaModel spend, RandomSource chance) {
    RandomStream money = chance.stream(MONEY + 1);
    double rate = rate(spend, 0, 0, chance.stream(MONEY));
    return Gamma.standard(money, spend.p()) / rate;
  }

  /** nu, the rate of the customer's spend, given what he has spent. */
  private static double rate(
      GammaGammaModel spend, int purchases, double meanSpend, RandomStream money) {
    boolean known = purchases > 0 && meanSpend > 0;
    double shape = spend.q() + (known ? spend.p() * purchases : 0);
    double rate = spend.gamma() + (known ? meanSpend * purchases : 0);
    return Math.max(LEAST_RATE, Gamma.standard(money, shape) / rate);
  }
}
