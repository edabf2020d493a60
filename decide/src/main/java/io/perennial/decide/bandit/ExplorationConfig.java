// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

/**
 * How much is tried to learn.
 *
 * @param floor the share of decisions for which any candidate is taken, all alike; within [0, 1]
 * @param draws how many plans are made, each by effects drawn anew; 1 to 100
 * @param spread by which the deviations of what is known are multiplied before effects are drawn; 1
 *     is Thompson sampling, less tries less and earns more soon; within (0, 2]
 * @param margin how many deviations of chance the plans stay below upper limits and above minimums;
 *     >= 0. At 2 a limit is broken before the last check about once in 40 rounds
 * @param seed salts all chance, together with the round
 */
public record ExplorationConfig(double floor, int draws, double spread, double margin, long seed) {

  public ExplorationConfig {
    Propensities.requireFloor(floor);
    if (draws < 1 || draws > 100) {
      throw new IllegalArgumentException("Invalid draws: " + draws + " (must be 1 to 100)");
    }
    if (!(spread > 0 && spread <= 2)) {
      throw new IllegalArgumentException("Invalid spread: " + spread + " (must be within (0, 2])");
    }
    if (!(margin >= 0 && margin <= 10)) {
      throw new IllegalArgumentException("Invalid margin: " + margin + " (must be within [0, 10])");
    }
  }

  /** 1 % of decisions, ten plans, half the posterior's deviation, a margin of two. */
  public static ExplorationConfig defaults() {
    return new ExplorationConfig(0.01, 10, 0.5, 2, 1);
  }

  public ExplorationConfig withFloor(double share) {
    return new ExplorationConfig(share, draws, spread, margin, seed);
  }

  public ExplorationConfig withDraws(int plans) {
    return new ExplorationConfig(floor, plans, spread, margin, seed);
  }

  public ExplorationConfig withSpread(double factor) {
    return new ExplorationConfig(floor, draws, factor, margin, seed);
  }

  public ExplorationConfig withMargin(double deviations) {
    return new ExplorationConfig(floor, draws, spread, deviations, seed);
  }

  public ExplorationConfig withSeed(long salt) {
    return new ExplorationConfig(floor, draws, spread, margin, salt);
  }
}
