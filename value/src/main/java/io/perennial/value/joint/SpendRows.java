// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.joint;

import io.perennial.value.gammagamma.SpendHistories;
import java.util.Arrays;

/** The customers whose spend and frequency can be compared: a purchase and a positive mean. */
final class SpendRows {

  final int[] purchases;
  final double[] meanSpend;
  final double[] logMean;
  final double[] logVariance;
  final double centre;
  final double width;

  SpendRows(int[] repeats, double[] meanSpend, BuyingRates rates) {
    int n = repeats.length;
    if (meanSpend.length != n || rates.customers() != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " repeats, "
              + meanSpend.length
              + " mean spends, "
              + rates.customers()
              + " rates (must be as many of each)");
    }
    int[] x = new int[n];
    double[] m = new double[n];
    double[] w = new double[n];
    double[] v = new double[n];
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (repeats[i] < 0 || (repeats[i] > 0 && !Double.isFinite(meanSpend[i]))) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid repeats or mean spend: "
                + repeats[i]
                + ", "
                + meanSpend[i]
                + " (must be >= 0 and finite)");
      }
      if (repeats[i] > 0 && meanSpend[i] > 0) {
        x[kept] = repeats[i];
        m[kept] = meanSpend[i];
        w[kept] = rates.logMean(i);
        v[kept++] = rates.logVariance(i);
      }
    }
    this.purchases = Arrays.copyOf(x, kept);
    this.meanSpend = Arrays.copyOf(m, kept);
    this.logMean = Arrays.copyOf(w, kept);
    this.logVariance = Arrays.copyOf(v, kept);
    this.centre = Arrays.stream(logMean).average().orElse(0);
    this.width =
        Math.sqrt(
            Arrays.stream(logMean).map(one -> (one - centre) * (one - centre)).average().orElse(0));
  }

  int size() {
    return purchases.length;
  }

  SpendHistories histories() {
    return SpendHistories.of(purchases, meanSpend);
  }
}
