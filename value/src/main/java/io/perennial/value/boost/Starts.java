// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.Arrays;

/**
 * What margins start from, by what buy-till-you-die models expect: trees then learn where these are
 * wrong, and can go beyond the ages and silences that past instants had. Immutable.
 */
final class Starts {

  /** What a margin is of. */
  enum Of {
    /** Logit of a purchase in the horizon. */
    BUYING,
    /** Logarithm of the purchases beyond the first, of a buyer. */
    FURTHER_PURCHASES,
    /** Logarithm of the purchases of a buyer. */
    PURCHASES_OF_BUYER,
    /** Logarithm of the spend of a buyer. */
    SPEND_OF_BUYER,
    /** Logarithm of the purchases. */
    PURCHASES,
    /** Logarithm of the spend. */
    SPEND
  }

  private final double[] byPurchases;
  private final double[] bySpend;

  private Starts(double[] byPurchases, double[] bySpend) {
    this.byPurchases = byPurchases;
    this.bySpend = bySpend;
  }

  static Starts of(Of of, CaseRows rows) {
    int n = rows.size();
    double[] byPurchases = new double[n];
    double[] bySpend = new double[n];
    for (int i = 0; i < n; i++) {
      byPurchases[i] = part(of, rows.logPurchases(i));
      bySpend[i] = of == Of.SPEND || of == Of.SPEND_OF_BUYER ? rows.logSpend(i) : 0;
    }
    return new Starts(byPurchases, bySpend);
  }

  /** As of purchases that are Poisson: near enough for a start. */
  private static double part(Of of, double logPurchases) {
    double expected = Math.exp(logPurchases);
    double none = Math.exp(-expected);
    return switch (of) {
      case BUYING -> Math.log(-Math.expm1(-expected)) + expected;
      case FURTHER_PURCHASES -> Math.log(expected / (1 - none) - 1 + 0.02);
      case PURCHASES_OF_BUYER, SPEND_OF_BUYER -> Math.log(expected / (1 - none));
      case PURCHASES, SPEND -> logPurchases;
    };
  }

  int size() {
    return byPurchases.length;
  }

  double byPurchases(int i) {
    return byPurchases[i];
  }

  double bySpend(int i) {
    return bySpend[i];
  }

  double meanByPurchases() {
    return Arrays.stream(byPurchases).average().orElse(0);
  }

  double meanBySpend() {
    return Arrays.stream(bySpend).average().orElse(0);
  }

  /** Both parts together, double[n]. */
  double[] sums() {
    double[] sums = byPurchases.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += bySpend[i];
    }
    return sums;
  }

  Starts only(int[] rows) {
    double[] purchases = new double[rows.length];
    double[] spend = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      purchases[i] = byPurchases[rows[i]];
      spend[i] = bySpend[rows[i]];
    }
    return new Starts(purchases, spend);
  }
}
