// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import io.perennial.math.parallel.Chunks;
import io.perennial.value.Discounting;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseModel;
import io.perennial.value.forecast.NextPurchase;
import io.perennial.value.ladder.Predictive;

/** P(no purchase in the horizon) of many customers. */
public final class PurchaseChurn {

  private PurchaseChurn() {}

  /** Of each customer of a forecast of purchases, double[n]; in parallel. */
  public static double[] of(Predictive purchases) {
    double[] none = new double[purchases.customers()];
    Chunks.forEach(
        none.length,
        1024,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            none[i] = Math.min(1, Math.max(0, 1 - purchases.probabilityAboveZero(i)));
          }
        });
    return none;
  }

  /** Of each customer of a base by a model of repeat buying, exactly, double[n]; in parallel. */
  public static double[] of(PurchaseModel model, GroupedHistories base, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    double[] none = new double[base.size()];
    Chunks.forEach(
        none.length,
        256,
        (from, to) -> {
          for (int g = from; g < to; g++) {
            none[g] = NextPurchase.of(model, base.history(g)).probabilityOfNone(horizonWeeks);
          }
        });
    return base.spread(none);
  }
}
