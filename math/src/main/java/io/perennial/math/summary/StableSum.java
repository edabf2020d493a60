// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.summary;

/**
 * A sum that loses no small terms beside big ones: its error does not grow with the count. Source:
 * Neumaier's form of Kahan's summation (ZAMM 54, 1974). Mutable, for one thread at a time.
 */
public final class StableSum {

  private double sum;
  private double lost;

  /** The sum of {@code values}. */
  public static double of(double... values) {
    StableSum sum = new StableSum();
    for (double value : values) {
      sum.add(value);
    }
    return sum.value();
  }

  /** Adds one term. */
  public void add(double term) {
    double next = sum + term;
    if (Math.abs(sum) >= Math.abs(term)) {
      lost += (sum - next) + term;
    } else {
      lost += (term - next) + sum;
    }
    sum = next;
  }

  /** The sum so far; 0 without a term, not finite if a term was not or the sum overflowed. */
  public double value() {
    return Double.isFinite(sum) ? sum + lost : sum;
  }
}
