// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some points of each cluster, in proportion to its size and not below {@link #LEAST} of any. Each
 * point has a lot of its own, a function of the seed and its place: the sample does not depend on
 * how clusters are numbered. O(n log n).
 */
final class StratifiedSample {

  static final int LEAST = 30;

  private final int[] points;
  private final int[] ranks;
  private final int[] taken;

  private StratifiedSample(int[] points, int[] ranks, int[] taken) {
    this.points = points;
    this.ranks = ranks;
    this.taken = taken;
  }

  /** About {@code size} points of those in a cluster; all of them if there are no more. */
  static StratifiedSample of(Partition partition, int size, RandomSource random) {
    int[] labels = partition.labels();
    int[] sizes = partition.sizes();
    double assigned = partition.count() - partition.noise();
    int[] wanted = new int[sizes.length];
    for (int c = 0; c < sizes.length; c++) {
      long share = assigned <= size ? sizes[c] : Math.round(sizes[c] / assigned * size);
      wanted[c] = (int) Math.min(sizes[c], Math.max(LEAST, share));
    }
    int[] order = lots(labels.length, random);
    int[] taken = new int[sizes.length];
    int[] rank = new int[labels.length];
    Arrays.fill(rank, -1);
    for (int i : order) {
      if (labels[i] >= 0 && taken[labels[i]] < wanted[labels[i]]) {
        rank[i] = taken[labels[i]]++;
      }
    }
    int[] points = IntStream.range(0, labels.length).filter(i -> rank[i] >= 0).toArray();
    return new StratifiedSample(points, Arrays.stream(points).map(i -> rank[i]).toArray(), taken);
  }

  /** The numbers 0 to n - 1, in an order by lot. */
  static int[] lots(int n, RandomSource random) {
    long[] lots = new long[n];
    // 33 bits of chance above 31 of the number: distinct, hence an order
    Arrays.setAll(lots, i -> (random.stream(i).nextLong() << 31) | i);
    Arrays.parallelSort(lots);
    return Arrays.stream(lots).mapToInt(lot -> (int) (lot & Integer.MAX_VALUE)).toArray();
  }

  /** Which points, ascending. */
  int[] points() {
    return points;
  }

  /** Of each point of the sample, how many of its cluster drew a lower lot. */
  int[] ranks() {
    return ranks;
  }

  /** How many of each cluster. */
  int[] taken() {
    return taken;
  }
}
