// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

/**
 * How a map is drawn.
 *
 * @param perplexity how many neighbours of a point matter; a third of the points at most
 * @param exaggeration by how much neighbours are pulled together at first, so that groups form
 * @param earlySteps for how many steps they are
 * @param steps after these
 */
public record MapConfig(double perplexity, double exaggeration, int earlySteps, int steps) {

  public MapConfig {
    if (!(perplexity >= 1 && perplexity <= 1_000)) {
      throw new IllegalArgumentException(
          "Invalid perplexity: " + perplexity + " (must be from 1 to 1000)");
    }
    if (!(exaggeration >= 1 && exaggeration <= 100)) {
      throw new IllegalArgumentException(
          "Invalid exaggeration: " + exaggeration + " (must be from 1 to 100)");
    }
    if (earlySteps < 0 || steps < 0) {
      throw new IllegalArgumentException(
          "Invalid steps: " + earlySteps + " and " + steps + " (must be >= 0)");
    }
  }

  /** Perplexity 30, 250 steps exaggerated by 12, and 500 more: what most use. */
  public static MapConfig defaults() {
    return new MapConfig(30, 12, 250, 500);
  }

  public MapConfig withPerplexity(double neighbours) {
    return new MapConfig(neighbours, exaggeration, earlySteps, steps);
  }

  public MapConfig withSteps(int early, int after) {
    return new MapConfig(perplexity, exaggeration, early, after);
  }
}
