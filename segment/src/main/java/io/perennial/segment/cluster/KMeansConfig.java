// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

/**
 * How {@link KMeans} searches.
 *
 * @param restarts how many starts are tried, of which the best is kept; up to five times as many
 *     where points are few; of more than 16,384 points they settle on a sample first; at least 1
 * @param iterations the most that any of them takes; at least 1
 * @param tolerance of more than 16,384 points: a start is judged when the centres' squared moves
 *     together are this share of the points' mean variance; the best goes on until nothing changes.
 *     At least 0
 * @param breath of up to 16,384 points: how many clusters a start has more for a while; 0 leaves it
 *     out, as is good where the same is done many times
 */
public record KMeansConfig(int restarts, int iterations, double tolerance, int breath) {

  public KMeansConfig {
    require(restarts >= 1, "restarts", restarts, ">= 1");
    require(iterations >= 1, "iterations", iterations, ">= 1");
    require(tolerance >= 0 && tolerance < 1, "tolerance", tolerance, ">= 0 and < 1");
    require(breath >= 0, "breath", breath, ">= 0");
  }

  /** 10 starts, 300 iterations, a tolerance of 1e-4, a breath of 6. */
  public static KMeansConfig defaults() {
    return new KMeansConfig(10, 300, 1e-4, 6);
  }

  public KMeansConfig withRestarts(int count) {
    return new KMeansConfig(count, iterations, tolerance, breath);
  }

  public KMeansConfig withIterations(int count) {
    return new KMeansConfig(restarts, count, tolerance, breath);
  }

  public KMeansConfig withTolerance(double share) {
    return new KMeansConfig(restarts, iterations, share, breath);
  }

  public KMeansConfig withBreath(int clusters) {
    return new KMeansConfig(restarts, iterations, tolerance, clusters);
  }

  private static void require(boolean holds, String name, Number value, String bound) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid segment.k-means." + name + ": " + value + " (must be " + bound + ")");
    }
  }
}
