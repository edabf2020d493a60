// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What the tree does, done by looking at every pair; and points to do it on. */
final class BruteForce {

  private BruteForce() {}

  /** The others, the nearest first, equally near by number. */
  static int[] nearest(Points points, int point, int k) {
    return IntStream.range(0, points.count())
        .filter(i -> i != point)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> points.squaredDistance(i, point))
                .thenComparing(i -> i))
        .limit(k)
        .mapToInt(i -> i)
        .toArray();
  }

  static int[] within(Points points, double[] place, double radius) {
    return IntStream.range(0, points.count())
        .filter(i -> points.squaredDistance(i, place, 0) <= radius * radius)
        .toArray();
  }

  /** The lengths of a minimum spanning tree by mutual reachability, ascending: Prim's algorithm. */
  static double[] spanningLengths(Points points, int k) {
    int n = points.count();
    double[] core = new double[n];
    for (int i = 0; i < n; i++) {
      int[] nearest = nearest(points, i, k);
      core[i] = nearest.length == 0 ? 0 : points.squaredDistance(i, nearest[nearest.length - 1]);
    }
    double[] reach = new double[n];
    Arrays.fill(reach, Double.POSITIVE_INFINITY);
    boolean[] in = new boolean[n];
    double[] lengths = new double[n - 1];
    int at = 0;
    for (int e = 0; e < n - 1; e++) {
      in[at] = true;
      int next = -1;
      for (int i = 0; i < n; i++) {
        if (!in[i]) {
          double length = Math.max(points.squaredDistance(at, i), Math.max(core[at], core[i]));
          reach[i] = Math.min(reach[i], length);
          next = next < 0 || reach[i] < reach[next] ? i : next;
        }
      }
      lengths[e] = Math.sqrt(reach[next]);
      at = next;
    }
    Arrays.sort(lengths);
    return lengths;
  }

  /** A few places, many of them taken more than once, and some far away. */
  static Points points(int count, int dimensions, int steps, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[] values = new double[count * dimensions];
    for (int i = 0; i < count; i++) {
      double scale = random.chance(.02) ? 1e12 : 1;
      for (int j = 0; j < dimensions; j++) {
        values[i * dimensions + j] =
            scale * (steps == 0 ? random.nextDouble() : random.nextInt(steps));
      }
    }
    return new Points(values, dimensions);
  }
}
