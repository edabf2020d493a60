// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import io.perennial.math.special.GammaFunctions;

/**
 * What a test statistic follows where nothing is to be found: the sum of squares of that many
 * standard normal numbers.
 *
 * @param degrees of freedom, > 0
 */
public record ChiSquared(double degrees) {

  private static final int HALVINGS = 200;

  public ChiSquared {
    Parameters.requirePositive("degrees", degrees);
  }

  /** P(X > x), exact also where it is tiny: the p-value of a statistic; 1 for x below 0. */
  public double upperTail(double x) {
    return x > 0 ? GammaFunctions.regularizedUpper(0.5 * degrees, 0.5 * x) : 1;
  }

  /**
   * The value that is exceeded with that chance: {@code upperTail} turned round, by halving a
   * bracket until nothing is left of it.
   *
   * @throws IllegalArgumentException if the chance is not within (0, 1)
   */
  public double exceededWith(double chance) {
    if (!(chance > 0 && chance < 1)) {
      throw new IllegalArgumentException("Invalid chance: " + chance + " (must be within (0, 1))");
    }
    double low = 0;
    double high = degrees + 1;
    while (upperTail(high) > chance) {
      low = high;
      high *= 2;
    }
    for (int turn = 0; turn < HALVINGS && high - low > 1e-15 * high; turn++) {
      double middle = 0.5 * (low + high);
      if (upperTail(middle) > chance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }
}
