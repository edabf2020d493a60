// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.math.summary.StableSum;
import java.util.function.IntToDoubleFunction;

/**
 * The one way to share what a coalition is worth among its members that is efficient, symmetric,
 * additive, and gives nothing to who adds nothing. Source: Shapley, "A value for n-person games"
 * (1953); as reasons for forecasts: Lundberg and Lee (2017). Stateless.
 */
public final class Shapley {

  /** The most players: 2^16 coalitions. */
  public static final int MOST = 16;

  private Shapley() {}

  /**
   * The exact values, double[players], whose sum is worth(all) - worth(nobody). 2^players calls of
   * {@code worth}.
   *
   * @param players within [0, 16]
   * @param worth of a coalition: bit j says whether player j is in it; finite
   */
  public static double[] exact(int players, IntToDoubleFunction worth) {
    if (players < 0 || players > MOST) {
      throw new IllegalArgumentException(
          "Invalid players: " + players + " (must be within [0, " + MOST + "])");
    }
    int coalitions = 1 << players;
    double[] worths = new double[coalitions];
    for (int s = 0; s < coalitions; s++) {
      worths[s] = worth.applyAsDouble(s);
    }
    double[] shares = shares(players);
    double[] values = new double[players];
    for (int j = 0; j < players; j++) {
      StableSum sum = new StableSum();
      for (int s = 0; s < coalitions; s++) {
        if ((s >> j & 1) == 0) {
          sum.add(shares[Integer.bitCount(s)] * (worths[s | 1 << j] - worths[s]));
        }
      }
      values[j] = sum.value();
    }
    return values;
  }

  /** How likely just these s others come before one in a random order: s! (n - 1 - s)! / n!. */
  private static double[] shares(int players) {
    double[] shares = new double[players];
    double choices = 1; // (n - 1 over s)
    for (int s = 0; s < players; s++) {
      shares[s] = 1 / (players * choices);
      choices = choices * (players - 1 - s) / (s + 1);
    }
    return shares;
  }
}
