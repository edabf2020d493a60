// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;

/**
 * What gamma-gamma reads of each customer: how many purchases, and their mean. The first purchase
 * counts where the features tell the mean of all ({@link LogFeatures} do), so that somebody who
 * bought once is not one of the crowd; else the repeat purchases alone, as in Fader and Hardie.
 * Immutable.
 */
final class SpendSeen {

  private static final String OF_ALL = "spend_mean";

  private final int[] purchases;
  private final double[] mean;

  private SpendSeen(int[] purchases, double[] mean) {
    this.purchases = purchases;
    this.mean = mean;
  }

  static SpendSeen of(Cases cases) {
    Observed observed = cases.observed();
    int[] purchases = observed.repeats();
    double[] mean = observed.meanSpend();
    if (cases.features().names().contains(OF_ALL)) {
      double[] all = cases.features().column(OF_ALL);
      for (int i = 0; i < purchases.length; i++) {
        if (Double.isFinite(all[i])) {
          purchases[i]++;
          mean[i] = all[i];
        }
      }
    }
    return new SpendSeen(purchases, mean);
  }

  SpendHistories histories() {
    return SpendHistories.of(purchases, mean);
  }

  int purchases(int i) {
    return purchases[i];
  }

  double mean(int i) {
    return mean[i];
  }
}
