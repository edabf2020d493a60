// SPDX-License-Identifier: Apache-2.0
package io.perennial.examples;

import io.perennial.value.Fitted;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.forecast.Valuation;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.Random;

/** From arrays of purchases to what customers are worth: perennial-value alone, without a lake. */
public final class ValueOfCustomers {

  private static final int CUSTOMERS = 2_000;

  private ValueOfCustomers() {}

  /** Needs no folder. */
  public static void main(String[] args) {
    PurchaseLog log = purchases(new Random(7));
    Observed known = log.asOf(364);
    Fitted<ParetoNbdModel> buying = new ParetoNbdTrainer().train(known.histories());
    Fitted<GammaGammaModel> spend =
        new GammaGammaTrainer().train(SpendHistories.of(known.repeats(), known.meanSpend()));
    System.out.println("buying: " + buying.certificate());
    System.out.println("spend:  " + spend.certificate());

    Valuation value =
        Valuation.of(
            buying.model(),
            spend.model(),
            known.histories(),
            known.repeats(),
            known.meanSpend(),
            ValuationConfig.defaults().withMargin(0.3));
    Futures futures = Futures.of(buying, known.histories(), SimulationConfig.defaults());
    for (int i = 0; i < 5; i++) {
      System.out.printf(
          "customer %d: %d repeats, alive %.2f, next year %.1f purchases (%s), worth %.2f%n",
          i,
          known.repeats()[i],
          value.probabilityAlive(i),
          value.expectedPurchases(i),
          futures.interval(i, 0.9),
          value.value(i));
    }
  }

  /** Who bought, on which day, for how much: three arrays, in any order. */
  private static PurchaseLog purchases(Random random) {
    int[] customer = new int[40 * CUSTOMERS];
    long[] day = new long[40 * CUSTOMERS];
    double[] amount = new double[40 * CUSTOMERS];
    int n = 0;
    for (int c = 0; c < CUSTOMERS; c++) {
      double gap = 20 / Math.max(0.05, random.nextDouble());
      double end = 30 / Math.max(0.02, random.nextDouble());
      double typical = 10 + 40 * random.nextDouble();
      double at = 180 * random.nextDouble();
      double leaves = at + end;
      for (int k = 0; k < 40 && at < leaves && at < 364; k++, n++) {
        customer[n] = c;
        day[n] = (long) at;
        amount[n] = typical * (0.5 + random.nextDouble());
        at -= gap * Math.log(1 - random.nextDouble());
      }
    }
    return PurchaseLog.ofDays(
        CUSTOMERS, Arrays.copyOf(customer, n), Arrays.copyOf(day, n), Arrays.copyOf(amount, n));
  }
}
