// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/**
 * Whether those who are near each other in a map are so in truth: 1 when every point's k nearest in
 * the map are among its k nearest, less by how far down the list each other one is; about 0.5 for a
 * map at random. Source: Venna and Kaski, "Neighborhood preservation in nonlinear projection
 * methods" (ICANN 2001); equal to scikit-learn's where no distances are.
 *
 * @param value at most 1
 * @param error one standard error of it by asking some points only; 0 when all were asked
 * @param asked how many points were asked, always about all others
 */
public record Trustworthiness(double value, double error, int asked) {

  /** Up to so many points all are asked. */
  public static final int ALL = 10_000;

  private static final int SAMPLE = 2_000;
  private static final int CHUNK = 16;

  /**
   * Of a map. O(n² (d + k)) up to {@link #ALL} points, O(n (d + k)) times 2,000 above.
   *
   * @param points in truth
   * @param plane the same points in the map
   * @param k how many neighbours; below half of the points, else as many as that allows
   * @param random to choose who is asked above {@link #ALL} points
   */
  public static Trustworthiness of(Points points, Points plane, int k, RandomSource random) {
    int n = points.count();
    if (plane.count() != n) {
      throw new IllegalArgumentException(
          "Invalid map: " + plane.count() + " points (must be " + n + ")");
    }
    if (k < 1) {
      throw new IllegalArgumentException("Invalid neighbours: " + k + " (must be >= 1)");
    }
    int most = Math.min(k, (n - 1) / 2);
    if (most < 1) {
      return new Trustworthiness(1, 0, n);
    }
    int[] asked = asked(n, random);
    double[] sums =
        Chunks.sum(
            asked.length,
            CHUNK,
            2,
            (sum, from, to) -> {
              Ranks ranks = new Ranks(points, plane, most);
              for (int i = from; i < to; i++) {
                double penalty = ranks.penalty(asked[i]);
                sum[0] += penalty;
                sum[1] += penalty * penalty;
              }
            });
    double mean = sums[0] / asked.length;
    double variance = Math.max(0, sums[1] / asked.length - mean * mean);
    double scale = 2.0 / (most * (2.0 * n - 3.0 * most - 1));
    double error =
        asked.length == n
            ? 0
            : scale * Math.sqrt(variance / asked.length * (1 - (double) asked.length / n));
    return new Trustworthiness(1 - scale * mean, error, asked.length);
  }

  private static int[] asked(int n, RandomSource random) {
    int[] all = new int[n];
    Arrays.setAll(all, i -> i);
    if (n <= ALL) {
      return all;
    }
    RandomStream stream = random.stream(0);
    for (int i = 0; i < SAMPLE; i++) {
      int j = i + stream.nextInt(n - i);
      int kept = all[i];
      all[i] = all[j];
      all[j] = kept;
    }
    int[] some = Arrays.copyOf(all, SAMPLE);
    Arrays.sort(some);
    return some;
  }

  /** How far down the list of a point's neighbours those in the map are. */
  private static final class Ranks {

    private final Points points;
    private final Points plane;
    private final int k;
    private final double[] distances;
    private final int[] nearest;
    private final double[] nearestDistances;

    Ranks(Points points, Points plane, int k) {
      this.points = points;
      this.plane = plane;
      this.k = k;
      distances = new double[points.count()];
      nearest = new int[k];
      nearestDistances = new double[k];
    }

    double penalty(int point) {
      findNearest(point);
      int n = points.count();
      for (int j = 0; j < n; j++) {
        distances[j] = j == point ? Double.POSITIVE_INFINITY : points.squaredDistance(point, j);
      }
      double penalty = 0;
      for (int neighbour : nearest) {
        double distance = distances[neighbour];
        int rank = 1;
        for (int j = 0; j < n; j++) {
          // of equals the first comes first
          if (distances[j] < distance || (distances[j] == distance && j < neighbour)) {
            rank++;
          }
        }
        penalty += Math.max(0, rank - k);
      }
      return penalty;
    }

    private void findNearest(int point) {
      int size = 0;
      for (int j = 0; j < plane.count(); j++) {
        double distance = plane.squaredDistance(point, j);
        if (j == point || (size == k && !(distance < nearestDistances[k - 1]))) {
          continue;
        }
        int at = size < k ? size++ : k - 1;
        while (at > 0 && nearestDistances[at - 1] > distance) {
          nearestDistances[at] = nearestDistances[at - 1];
          nearest[at] = nearest[at - 1];
          at--;
        }
        nearestDistances[at] = distance;
        nearest[at] = j;
      }
    }
  }
}
