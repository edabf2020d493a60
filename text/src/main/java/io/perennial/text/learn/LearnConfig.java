// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

/**
 * How a linear model is fitted. The pulls are the precision of the normal prior of each weight: how
 * many units of evidence it takes to move it.
 *
 * @param densePull of the weights of the embedding and what is beside it, above 0
 * @param gramPull of the weights of words and letters, above 0
 * @param memory of what was learned before, how much an update holds fast: 1 all of it, 0.5 as if
 *     it had been half as many examples; above 0, at most 1
 * @param maxSteps of the descent
 */
public record LearnConfig(double densePull, double gramPull, double memory, int maxSteps) {

  public LearnConfig {
    if (!(densePull > 0 && gramPull > 0)) {
      throw new IllegalArgumentException(
          "Invalid pull: %s, %s (must be > 0)".formatted(densePull, gramPull));
    }
    if (!(memory > 0 && memory <= 1)) {
      throw new IllegalArgumentException(
          "Invalid memory: " + memory + " (must be above 0 and at most 1)");
    }
    if (maxSteps < 1) {
      throw new IllegalArgumentException("Invalid steps: " + maxSteps + " (must be >= 1)");
    }
  }

  /** What did well on short texts of several kinds. */
  public static LearnConfig defaults() {
    return new LearnConfig(0.5, 0.3, 1, 100);
  }

  public LearnConfig withDensePull(double precision) {
    return new LearnConfig(precision, gramPull, memory, maxSteps);
  }

  public LearnConfig withGramPull(double precision) {
    return new LearnConfig(densePull, precision, memory, maxSteps);
  }

  public LearnConfig withMemory(double share) {
    return new LearnConfig(densePull, gramPull, share, maxSteps);
  }

  public LearnConfig withMaxSteps(int steps) {
    return new LearnConfig(densePull, gramPull, memory, steps);
  }
}
