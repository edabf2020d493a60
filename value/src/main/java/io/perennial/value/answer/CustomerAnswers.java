// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import java.util.Arrays;

/** The answers of n customers, in columns; filled once, read only afterwards. */
public final class CustomerAnswers {

  final int[] cohort;
  final double[] probabilityAlive;
  final double[] expectedPurchases;
  final double[] purchasesLower;
  final double[] purchasesUpper;
  final double[] expectedSpend;
  final double[] value;
  final double[] valueLower;
  final double[] valueUpper;
  final double[] lifetimeValue;

  CustomerAnswers(int customers) {
    cohort = new int[customers];
    probabilityAlive = new double[customers];
    expectedPurchases = new double[customers];
    purchasesLower = new double[customers];
    purchasesUpper = new double[customers];
    expectedSpend = unknown(customers);
    value = unknown(customers);
    valueLower = unknown(customers);
    valueUpper = unknown(customers);
    lifetimeValue = unknown(customers);
  }

  private static double[] unknown(int customers) {
    double[] column = new double[customers];
    Arrays.fill(column, Double.NaN);
    return column;
  }

  /** How many customers. */
  public int size() {
    return cohort.length;
  }

  /** The place of customer {@code i}'s cohort among {@link Answer#cohorts()}. */
  public int cohort(int i) {
    return cohort[i];
  }

  /** P(alive), in [0, 1]. */
  public double probabilityAlive(int i) {
    return probabilityAlive[i];
  }

  /** Purchases to expect in the forecast's weeks. */
  public double expectedPurchases(int i) {
    return expectedPurchases[i];
  }

  /** The lower end of the interval of these purchases. */
  public double purchasesLower(int i) {
    return purchasesLower[i];
  }

  /** The upper end of the interval of these purchases. */
  public double purchasesUpper(int i) {
    return purchasesUpper[i];
  }

  /** Spend to expect of a purchase, currency units; NaN where spend could not be fitted. */
  public double expectedSpend(int i) {
    return expectedSpend[i];
  }

  /** Present value after margin of the purchases in the forecast's weeks; NaN as above. */
  public double value(int i) {
    return value[i];
  }

  /** The lower end of the interval of this value; NaN as above. */
  public double valueLower(int i) {
    return valueLower[i];
  }

  /** The upper end of the interval of this value; NaN as above. */
  public double valueUpper(int i) {
    return valueUpper[i];
  }

  /** Present value after margin of all purchases to come; NaN as above. */
  public double lifetimeValue(int i) {
    return lifetimeValue[i];
  }
}
