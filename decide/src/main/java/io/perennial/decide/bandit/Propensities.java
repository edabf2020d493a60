// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Offers;
import io.perennial.math.random.RandomSource;

/**
 * The chance with which each candidate of a decision is chosen. The choice is drawn from these very
 * numbers, so what is logged is the true propensity, however the numbers came about. Immutable.
 */
public final class Propensities {

  private final long candidates;
  private final double[] chances;

  private Propensities(long candidates, double[] chances) {
    this.candidates = candidates;
    this.chances = chances;
  }

  /**
   * Shares mixed with a floor: with chance {@code floor} any candidate is taken, all alike, else
   * one in proportion to its share. Doing nothing is a candidate of every decision.
   *
   * @param candidates bit {@code a} for each action that may be chosen
   * @param shares double[actions + 1], >= 0, of the actions and last of doing nothing; what is no
   *     candidate counts as 0; need not sum to 1, but to more than 0
   * @param floor within [0, 1]
   */
  public static Propensities of(long candidates, double[] shares, double floor) {
    requireFloor(floor);
    int actions = shares.length - 1;
    int count = 1 + Long.bitCount(candidates);
    double sum = 0;
    for (int k = 0; k <= actions; k++) {
      if (!(shares[k] >= 0 && shares[k] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Invalid share of choice " + k + ": " + shares[k] + " (must be >= 0 and finite)");
      }
      sum += k == actions || (candidates >>> k & 1) != 0 ? shares[k] : 0;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("Invalid shares: no candidate has one (must sum to > 0)");
    }
    double[] chances = new double[actions + 1];
    for (int k = 0; k <= actions; k++) {
      if (k == actions || (candidates >>> k & 1) != 0) {
        chances[k] = floor / count + (1 - floor) * (shares[k] / sum);
      }
    }
    return new Propensities(candidates, chances);
  }

  static void requireFloor(double floor) {
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("Invalid floor: " + floor + " (must be within [0, 1])");
    }
  }

  /** The chance of the action, or of {@link Offers#NOTHING}; 0 where it is no candidate. */
  public double of(int action) {
    return chances[action == Offers.NOTHING ? chances.length - 1 : action];
  }

  /** Whether the action could have been chosen; doing nothing always could. */
  public boolean candidate(int action) {
    return action == Offers.NOTHING || (candidates >>> action & 1) != 0;
  }

  /** How many actions there are, candidates or not. */
  public int actions() {
    return chances.length - 1;
  }

  /**
   * An action's number or {@link Offers#NOTHING}, drawn by these chances: always the same for the
   * same source and decision.
   */
  public int draw(RandomSource source, long decision) {
    double left = source.stream(decision).nextDouble();
    int last = Offers.NOTHING;
    for (int k = 0; k < chances.length; k++) {
      if (chances[k] > 0) {
        last = k == chances.length - 1 ? Offers.NOTHING : k;
        left -= chances[k];
        if (left < 0) {
          return last;
        }
      }
    }
    return last; // chances may sum to a little less than 1
  }
}
