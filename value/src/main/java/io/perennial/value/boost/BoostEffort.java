// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.time.Duration;

/**
 * How much work boosted trees may cost: a fixed table, by the number of rows, and no clock. A time
 * budget can only choose a line of it.
 */
public enum BoostEffort {
  /** Three members, settings as they are: for a look. */
  QUICK(3, 1, 120, 0.15),
  /** Eight members, nine settings tried. */
  USUAL(8, 9, 300, 0.08),
  /** Sixteen members, 27 settings tried. */
  THOROUGH(16, 27, 600, 0.05);

  private static final int MANY_ROWS = 100_000;
  private static final int VERY_MANY_ROWS = 400_000;

  /** Of one thread, on the machines of 2026, histograms and the other half of the work included. */
  private static final double NANOSECONDS_PER_VALUE = 6;

  private final int members;
  private final int candidates;
  private final int mostRounds;
  private final double learningRate;

  BoostEffort(int members, int candidates, int mostRounds, double learningRate) {
    this.members = members;
    this.candidates = candidates;
    this.mostRounds = mostRounds;
    this.learningRate = learningRate;
  }

  /**
   * The most work whose estimate stays within {@code budget}, quick if none does. The estimate is a
   * formula of rows and columns: nothing is measured.
   */
  public static BoostEffort within(Duration budget, int rows, int columns) {
    BoostEffort most = QUICK;
    for (BoostEffort effort : values()) {
      if (effort.work(rows) * (double) Math.max(1, columns) * NANOSECONDS_PER_VALUE
          <= budget.toNanos()) {
        most = effort;
      }
    }
    return most;
  }

  /** Trees × rows of a hurdle, at most. */
  public long work(int rows) {
    long trees = 2L * members(rows) * mostRounds + 40L * candidates(rows);
    return Math.multiplyExact(trees, (long) rows);
  }

  /** How many models share the draws; fewer where rows are many, since they differ less then. */
  int members(int rows) {
    return rows > VERY_MANY_ROWS
        ? Math.min(3, members)
        : rows > MANY_ROWS ? (members + 1) / 2 : members;
  }

  int candidates(int rows) {
    return rows > VERY_MANY_ROWS ? Math.min(3, candidates) : candidates;
  }

  BoostConfig config(Objective objective, int rows, long seed) {
    return BoostConfig.of(objective)
        .withSettings(TreeSettings.defaults().withLearningRate(learningRate).withDepth(3))
        .withCandidates(candidates(rows))
        .withMostRounds(mostRounds)
        .withPatience(20)
        .withSeed(seed);
  }
}
