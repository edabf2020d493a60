// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.StableSum;
import java.util.Arrays;

/**
 * Centres to start from, spread over the points: greedy k-means++, where each next centre is the
 * best of 2 + ln k points drawn by their squared distance to those there are. Source: Arthur and
 * Vassilvitskii, "k-means++" (2007), section 4. O(n d k log k); 8 n bytes.
 */
final class Seeding {

  private final double[] values;
  private final int count;
  private final int dimensions;
  private final double[] closest;
  private final double[] potentials;

  private Seeding(Points points) {
    values = points.values();
    count = points.count();
    dimensions = points.dimensions();
    closest = new double[count];
    Arrays.fill(closest, Double.POSITIVE_INFINITY);
    potentials = new double[(count - 1) / Lloyd.CHUNK + 1];
  }

  /** Shape [m × d], distinct points; m is {@code clusters}, or fewer where there are no more. */
  static double[] of(Points points, int clusters, RandomStream random) {
    double[] first = new double[points.dimensions()];
    int point = random.nextInt(points.count());
    System.arraycopy(points.values(), point * first.length, first, 0, first.length);
    return more(points, first, Math.min(clusters, points.count()), random);
  }

  /** Centres that there are, and as many more, by the same rule, as make {@code clusters}. */
  static double[] more(Points points, double[] there, int clusters, RandomStream random) {
    int d = points.dimensions();
    int c = there.length / d;
    if (c >= clusters) {
      return there;
    }
    Seeding seeding = new Seeding(points);
    double[] centres = Arrays.copyOf(there, clusters * d);
    for (int i = 0; i < c; i++) {
      seeding.take(centres, i * d);
    }
    int tried = 2 + (int) StrictMath.log(clusters);
    double[] candidates = new double[tried * d];
    for (; c < clusters; c++) {
      double total = StableSum.of(seeding.potentials);
      if (!(total > 0)) {
        return Arrays.copyOf(centres, c * d);
      }
      for (int t = 0; t < tried; t++) {
        int point = seeding.at(random.nextDouble() * total);
        System.arraycopy(points.values(), point * d, candidates, t * d, d);
      }
      int best = seeding.best(candidates, tried);
      System.arraycopy(candidates, best * d, centres, c * d, d);
      seeding.take(centres, c * d);
    }
    return centres;
  }

  /** The point at which the running sum of squared distances goes beyond {@code target}. */
  private int at(double target) {
    int chunk = 0;
    double before = 0;
    double sum = 0;
    for (int i = 0; i < potentials.length && sum <= target; i++) {
      if (potentials[i] > 0) {
        chunk = i;
        before = sum;
        sum += potentials[i];
      }
    }
    int end = (int) Math.min(count, (chunk + 1L) * Lloyd.CHUNK);
    int last = chunk * Lloyd.CHUNK;
    for (int i = last; i < end; i++) {
      if (closest[i] > 0) {
        last = i;
        before += closest[i];
        if (before > target) {
          break;
        }
      }
    }
    return last;
  }

  /** The candidate that leaves the least distance. */
  private int best(double[] candidates, int tried) {
    double[] left =
        Chunks.sum(
            count,
            Lloyd.CHUNK,
            tried,
            (sums, from, to) -> {
              Tile tile = new Tile(dimensions);
              for (int at = from; at < to; at += Tile.SIZE) {
                int size = Math.min(Tile.SIZE, to - at);
                tile.load(values, at, size);
                for (int t = 0; t < tried; t++) {
                  double[] distances = tile.distances(candidates, t * dimensions);
                  double sum = 0;
                  for (int p = 0; p < size; p++) {
                    sum += Math.min(closest[at + p], distances[p]);
                  }
                  sums[t] += sum;
                }
              }
            });
    int best = 0;
    for (int t = 1; t < tried; t++) {
      best = left[t] < left[best] ? t : best;
    }
    return best;
  }

  private void take(double[] centres, int offset) {
    Chunks.forEach(
        count,
        Lloyd.CHUNK,
        (from, to) -> {
          Tile tile = new Tile(dimensions);
          double potential = 0;
          for (int at = from; at < to; at += Tile.SIZE) {
            int size = Math.min(Tile.SIZE, to - at);
            tile.load(values, at, size);
            double[] distances = tile.distances(centres, offset);
            for (int p = 0; p < size; p++) {
              closest[at + p] = Math.min(closest[at + p], distances[p]);
              potential += closest[at + p];
            }
          }
          potentials[from / Lloyd.CHUNK] = potential;
        });
  }
}
