// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Scores of 1 to 5 by rank: one plus five times the share of values that are less, rounded down. So
 * equal values have equal scores, a value that many share has the score of the worst placed among
 * them, and without ties each score has a fifth of the values.
 */
public final class Quintiles implements Serializable {
  private static final long serialVersionUID = 1;

  /** How many scores there are. */
  public static final int SCORES = 5;

  /** The smallest values with a score of 2, 3, 4, 5; infinite where none has it. */
  private final double[] cuts;

  private Quintiles(double[] cuts) {
    this.cuts = cuts;
  }

  /**
   * Those of some values. O(n log n); a copy of the values is sorted.
   *
   * @param values n numbers; more is better
   * @throws IllegalArgumentException when one is not a number
   */
  public static Quintiles of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n > 0 && Double.isNaN(sorted[n - 1])) {
      throw new IllegalArgumentException("Invalid values: not a number (must be numbers)");
    }
    double[] cuts = new double[SCORES - 1];
    Arrays.fill(cuts, Double.POSITIVE_INFINITY);
    int reached = 1;
    for (int i = 0; i < n; i++) {
      if (i == 0 || sorted[i] > sorted[i - 1]) {
        int score = 1 + (int) (5L * i / n);
        while (reached < score) {
          cuts[reached++ - 1] = sorted[i];
        }
      }
    }
    return new Quintiles(cuts);
  }

  /** The score of a value: 1 to 5. */
  public int score(double value) {
    int score = 1;
    while (score < SCORES && value >= cuts[score - 1]) {
      score++;
    }
    return score;
  }
}
