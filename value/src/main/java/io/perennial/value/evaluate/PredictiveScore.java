// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/**
 * Whether a forecast knows how unsure it is: draws from its predictive distribution against what
 * came. Stateless.
 */
public final class PredictiveScore {

  private PredictiveScore() {}

  /**
   * The continuous ranked probability score, in the unit of the values; less is better, and for a
   * single draw it is the absolute error. Source: Gneiting and Raftery (2007), equation 21, in the
   * form that is fair to few draws (Ferro 2014). O(n log n).
   *
   * @param draws double[n], n >= 1, any order
   */
  public static double crps(double[] draws, double actual) {
    requireDraws(draws);
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double distance = 0;
    double spread = 0;
    for (int i = 0; i < n; i++) {
      distance += Math.abs(sorted[i] - actual);
      spread += (2.0 * i + 1 - n) * sorted[i];
    }
    return distance / n - (n == 1 ? 0 : spread / ((double) n * (n - 1)));
  }

  /**
   * The probability integral transform of what came, spread at random over ties: uniform on (0, 1)
   * over customers if, and only if, the forecast is calibrated, for counts as well. Source: Czado,
   * Gneiting and Held (2009).
   */
  public static double randomisedPit(double[] draws, double actual, RandomStream random) {
    requireDraws(draws);
    int below = 0;
    int equal = 0;
    for (double draw : draws) {
      below += draw < actual ? 1 : 0;
      equal += draw == actual ? 1 : 0;
    }
    return (below + (equal + 1) * random.nextOpenDouble()) / (draws.length + 1.0);
  }

  /**
   * The share of transforms inside the central interval of a level: about the level if calibrated.
   *
   * @param pits what {@link #randomisedPit} gave, one a customer
   * @param level within (0, 1), as 0.9
   */
  public static double coverage(double[] pits, double level) {
    requireDraws(pits);
    double tail = (1 - level) / 2;
    return Arrays.stream(pits).filter(u -> u >= tail && u <= 1 - tail).count()
        / (double) pits.length;
  }

  /** The share of actual values within [lower, upper]; for counts at least the nominal level. */
  public static double coverage(double[] lower, double[] upper, double[] actual) {
    Columns.check(lower, actual);
    Columns.check(upper, actual);
    int inside = 0;
    for (int i = 0; i < actual.length; i++) {
      inside += actual[i] >= lower[i] && actual[i] <= upper[i] ? 1 : 0;
    }
    return inside / (double) actual.length;
  }

  private static void requireDraws(double[] draws) {
    if (draws.length == 0) {
      throw new IllegalArgumentException("Cannot score a forecast: there are no draws");
    }
  }
}
