// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/**
 * What all models on the ladder are told.
 *
 * @param draws of each predictive distribution, >= 2
 * @param seed of all chance
 */
public record LadderConfig(int draws, long seed) {

  public LadderConfig {
    if (draws < 2) {
      throw new IllegalArgumentException("Invalid draws: " + draws + " (must be >= 2)");
    }
  }

  /** 200 draws, seed 1. */
  public static LadderConfig defaults() {
    return new LadderConfig(200, 1);
  }
}
