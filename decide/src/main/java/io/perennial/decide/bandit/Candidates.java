// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Offers;

/** Choices as numbers, and as places in an array where doing nothing is last. */
final class Candidates {

  private Candidates() {}

  /** The candidates' numbers; the last is {@link Offers#NOTHING}. */
  static int[] numbers(long candidates, int actions) {
    if (candidates >>> actions != 0) {
      throw new IllegalArgumentException(
          "Invalid candidates: a bit beyond the " + actions + " actions");
    }
    int[] numbers = new int[Long.bitCount(candidates) + 1];
    int count = 0;
    for (long left = candidates; left != 0; left &= left - 1) {
      numbers[count++] = Long.numberOfTrailingZeros(left);
    }
    numbers[count] = Offers.NOTHING;
    return numbers;
  }

  /** double[actions + 1]: the shares where their choices stand. */
  static double[] spread(int[] numbers, double[] shares, int actions) {
    double[] spread = new double[actions + 1];
    for (int k = 0; k < numbers.length; k++) {
      spread[numbers[k] == Offers.NOTHING ? actions : numbers[k]] = shares[k];
    }
    return spread;
  }
}
