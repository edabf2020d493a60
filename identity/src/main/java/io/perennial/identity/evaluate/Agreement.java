// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.evaluate;

/**
 * How what was found agrees with what is true.
 *
 * @param both how many are true and found
 * @param onlyFound found and not true
 * @param onlyTrue true and not found
 */
public record Agreement(long both, long onlyFound, long onlyTrue) {

  public Agreement {
    if (both < 0 || onlyFound < 0 || onlyTrue < 0) {
      throw new IllegalArgumentException(
          String.format("Invalid agreement: %d, %d, %d (must be >= 0)", both, onlyFound, onlyTrue));
    }
  }

  /** The share of what was found that is true, within [0, 1]; 1 where nothing was found. */
  public double precision() {
    return share((double) both, (double) both + onlyFound);
  }

  /** The share of what is true that was found, within [0, 1]; 1 where nothing is true. */
  public double recall() {
    return share((double) both, (double) both + onlyTrue);
  }

  /** The harmonic mean of precision and recall, within [0, 1]. */
  public double f1() {
    return share(2.0 * both, 2.0 * both + onlyFound + onlyTrue);
  }

  static double share(double part, double whole) {
    return whole == 0 ? 1 : part / whole;
  }
}
