// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

/**
 * How demand is learned.
 *
 * @param level of intervals, within (0, 1)
 * @param leastPeriods with sales that a product must have
 * @param leastOwnMovement the least share of a price's movement that nothing else explains, below
 *     which its effect cannot be told apart; within (0, 1)
 * @param randomised whether prices were set by chance, as in an experiment: then effects are causal
 */
public record DemandConfig(
    double level, int leastPeriods, double leastOwnMovement, boolean randomised) {

  public DemandConfig {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: " + level + " (must be above 0 and below 1)");
    }
    if (leastPeriods < 6) {
      throw new IllegalArgumentException(
          "Invalid least-periods: " + leastPeriods + " (must be >= 6)");
    }
    if (!(leastOwnMovement > 0 && leastOwnMovement < 1)) {
      throw new IllegalArgumentException(
          "Invalid least-own-movement: " + leastOwnMovement + " (must be above 0 and below 1)");
    }
  }

  /** Intervals of 90 %, 8 periods with sales, a tenth of movement of the price's own, observed. */
  public static DemandConfig defaults() {
    return new DemandConfig(0.9, 8, 0.1, false);
  }

  /** The same with another level of intervals. */
  public DemandConfig withLevel(double share) {
    return new DemandConfig(share, leastPeriods, leastOwnMovement, randomised);
  }

  /** The same for prices that were set by chance. */
  public DemandConfig ofAnExperiment() {
    return new DemandConfig(level, leastPeriods, leastOwnMovement, true);
  }
}
