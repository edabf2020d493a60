// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.Arrays;

/**
 * Outcomes below 0, where more came back than was bought: how many of those who do not come out
 * above 0, and how much. The same for all customers: they are too few to learn more from.
 * Immutable.
 */
final class Returned {

  private final double share;
  private final double[] sorted;

  private Returned(double share, double[] sorted) {
    this.share = share;
    this.sorted = sorted;
  }

  /** Of all outcomes of the lessons. */
  static Returned of(double[] outcomes) {
    double[] below = Arrays.stream(outcomes).filter(y -> y < 0).sorted().toArray();
    long notAbove = Arrays.stream(outcomes).filter(y -> y <= 0).count();
    return new Returned(notAbove == 0 ? 0 : below.length / (double) notAbove, below);
  }

  /** The mean outcome of who does not come out above 0, at most 0. */
  double mean() {
    return sorted.length == 0 ? 0 : share * Arrays.stream(sorted).average().orElse(0);
  }

  /** The outcome below which a share {@code u} of those lies. */
  double at(double u) {
    return u < share ? sorted[(int) (u / share * sorted.length)] : 0;
  }

  int count() {
    return sorted.length;
  }
}
