// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import io.perennial.math.summary.StableSum;
import io.perennial.value.Discounting;

/**
 * Customer lifetime value as textbooks have it: of use to compare, and where there is no history to
 * fit. Stateless.
 */
public final class TextbookValue {

  private TextbookValue() {}

  /**
   * CLV = sum over t of R_t / (1 + d)^t, t = 1, 2, …
   *
   * @param netRevenue R_t of each period to come, in currency units, finite
   * @param rate d, of interest per period, > -1
   */
  public static double ofCashFlows(double[] netRevenue, double rate) {
    double discount = discount(rate);
    double factor = 1;
    StableSum sum = new StableSum();
    for (int t = 0; t < netRevenue.length; t++) {
      if (!Double.isFinite(netRevenue[t])) {
        throw new IllegalArgumentException(
            "Invalid revenue of period " + (t + 1) + ": " + netRevenue[t] + " (must be finite)");
      }
      factor *= discount;
      sum.add(netRevenue[t] * factor);
    }
    return sum.value();
  }

  /**
   * CLV = average order value x orders per year x years / (1 + d).
   *
   * @param averageOrder in currency units
   * @param ordersPerYear >= 0
   * @param years expected years as a customer, >= 0
   * @param rate d, yearly rate of interest, > -1
   */
  public static double ofAverages(
      double averageOrder, double ordersPerYear, double years, double rate) {
    if (!Double.isFinite(averageOrder)) {
      throw new IllegalArgumentException(
          "Invalid average order: " + averageOrder + " (must be finite)");
    }
    Discounting.checkHorizon(years);
    if (!(ordersPerYear >= 0 && ordersPerYear <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid orders per year: " + ordersPerYear + " (must be >= 0 and finite)");
    }
    return averageOrder * ordersPerYear * years * discount(rate);
  }

  private static double discount(double rate) {
    if (!(rate > -1 && rate <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("Invalid rate: " + rate + " (must be > -1 and finite)");
    }
    return 1 / (1 + rate);
  }
}
