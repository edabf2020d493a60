// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.Map;
import java.util.Objects;

/**
 * How boosted trees are trained. Work is counted in trees × rows, never in time: the same data and
 * configuration give the same bits on any machine.
 *
 * @param objective what they are to be good at
 * @param settings of the trees; where there are candidates, the first of them
 * @param candidates settings that are tried, by successive halving, >= 1
 * @param mostRounds of boosting, >= 1
 * @param patience rounds without a better loss on the part held out, after which it stops, >= 1
 * @param monotone by column name: +1 where the forecast must not fall with the column, -1 where it
 *     must not rise; names that are not there are ignored
 * @param guarded whether columns that say too much of the label are left out; see {@link
 *     LeakageGuard}
 * @param seed of all chance
 */
public record BoostConfig(
    Objective objective,
    TreeSettings settings,
    int candidates,
    int mostRounds,
    int patience,
    Map<String, Integer> monotone,
    boolean guarded,
    long seed) {

  public BoostConfig {
    Objects.requireNonNull(objective, "objective is null");
    monotone = Map.copyOf(monotone);
    if (candidates < 1 || mostRounds < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "Invalid training: "
              + candidates
              + " candidates, "
              + mostRounds
              + " rounds, patience "
              + patience
              + " (must be >= 1 of each)");
    }
    monotone.forEach(
        (column, direction) -> {
          if (Math.abs(direction) > 1) {
            throw new IllegalArgumentException(
                "Invalid direction of " + column + ": " + direction + " (must be -1, 0 or 1)");
          }
        });
  }

  /** One candidate, at most 400 rounds, patience 20, nothing monotone, guarded, seed 1. */
  public static BoostConfig of(Objective objective) {
    return new BoostConfig(objective, TreeSettings.defaults(), 1, 400, 20, Map.of(), true, 1);
  }

  /** The same with other settings of the trees. */
  public BoostConfig withSettings(TreeSettings other) {
    return new BoostConfig(
        objective, other, candidates, mostRounds, patience, monotone, guarded, seed);
  }

  /** The same, trying that many settings. */
  public BoostConfig withCandidates(int count) {
    return new BoostConfig(
        objective, settings, count, mostRounds, patience, monotone, guarded, seed);
  }

  /** The same with at most that many rounds. */
  public BoostConfig withMostRounds(int rounds) {
    return new BoostConfig(
        objective, settings, candidates, rounds, patience, monotone, guarded, seed);
  }

  /** The same with another patience. */
  public BoostConfig withPatience(int rounds) {
    return new BoostConfig(
        objective, settings, candidates, mostRounds, rounds, monotone, guarded, seed);
  }

  /** The same with directions. */
  public BoostConfig withMonotone(Map<String, Integer> directions) {
    return new BoostConfig(
        objective, settings, candidates, mostRounds, patience, directions, guarded, seed);
  }

  /** The same, any column being believed. */
  public BoostConfig unguarded() {
    return new BoostConfig(
        objective, settings, candidates, mostRounds, patience, monotone, false, seed);
  }

  /** The same with another seed. */
  public BoostConfig withSeed(long other) {
    return new BoostConfig(
        objective, settings, candidates, mostRounds, patience, monotone, guarded, other);
  }
}
