// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Moments;
import io.perennial.segment.Partition;
import io.perennial.segment.cluster.Clusterer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether other customers of the same kind would have led to the same clusters. Points are drawn
 * again with replacement, each that was drawn is taken once (63 % of them: copies would be clusters
 * of their own), clustered anew, and compared with the partition of them that there was.
 *
 * <p>Source: Hennig, "Cluster-wise assessment of cluster stability" (2007). His reading of a
 * cluster's mean Jaccard: from .85 very stable, from .75 valid, below .6 not to be trusted, below
 * .5 dissolved.
 *
 * @param resamples B
 * @param adjustedRand the mean over resamples of the adjusted Rand index, 1 for equal partitions
 * @param deviation its standard deviation over resamples; 0 for less than two
 * @param jaccard of each cluster the mean Jaccard similarity of its most similar new one, in [0, 1]
 */
public record Stability(
    int resamples, double adjustedRand, double deviation, List<Double> jaccard) {

  private static final int FEW = 6;

  public Stability {
    jaccard = List.copyOf(jaccard);
  }

  /**
   * How stable {@code partition} is, which {@code clusterer} made with {@code clusters}. The cost
   * is that of B clusterings of 63 % of the points; memory of one for each thread.
   *
   * @param clusters as was asked for, not as was found
   * @param resamples B, at least 1; 20 tell stable from not, 100 are Hennig's
   */
  public static Stability of(
      Points points,
      Partition partition,
      Clusterer clusterer,
      int clusters,
      int resamples,
      RandomSource random) {
    return of(points, partition, clusterer, clusters, resamples, -1, random);
  }

  /**
   * As above, but only as far as it takes to tell that agreement stays below {@code least}: by
   * three standard errors after a few resamples.
   */
  static Stability of(
      Points points,
      Partition partition,
      Clusterer clusterer,
      int clusters,
      int resamples,
      double least,
      RandomSource random) {
    Rows.requireSame("labels", partition.count(), points.count());
    if (resamples < 1) {
      throw new IllegalArgumentException("Invalid resamples: " + resamples + " (must be >= 1)");
    }
    double[] agreements = new double[resamples];
    double[][] similar = new double[resamples][];
    int first = Math.min(resamples, FEW);
    compare(points, partition, clusterer, clusters, 0, first, random, agreements, similar);
    Moments few = Moments.of(Arrays.copyOf(agreements, first));
    double error = few.deviation().orElse(0) / Math.sqrt((double) first);
    if (few.mean().orElseThrow() + 3 * error < least) {
      return told(Arrays.copyOf(agreements, first), Arrays.copyOf(similar, first), partition);
    }
    compare(points, partition, clusterer, clusters, first, resamples, random, agreements, similar);
    return told(agreements, similar, partition);
  }

  /** Makes the resamples {@code begin} to {@code end}. */
  private static void compare(
      Points points,
      Partition partition,
      Clusterer clusterer,
      int clusters,
      int begin,
      int end,
      RandomSource random,
      double[] agreements,
      double[][] similar) {
    Chunks.forEach(
        end - begin,
        1,
        (from, to) -> {
          for (int b = begin + from; b < begin + to; b++) {
            int[] drawn = drawn(points.count(), random.derive("draw").stream(b));
            Partition anew =
                clusterer.cluster(
                    points.subset(drawn), clusters, random.derive("cluster").derive(b));
            // the clusters as they were keep their numbers, even those without a point drawn
            int[] before = new int[drawn.length];
            for (int i = 0; i < drawn.length; i++) {
              before[i] = partition.labels()[drawn[i]];
            }
            Relabelled there = Relabelled.of(before, partition.clusters());
            Contingency table = Contingency.of(there.partition(), anew);
            agreements[b] = table.adjustedRand();
            similar[b] = there.spread(table.jaccard());
          }
        });
  }

  private static Stability told(double[] agreements, double[][] similar, Partition partition) {
    Moments moments = Moments.of(agreements);
    return new Stability(
        agreements.length,
        moments.mean().orElseThrow(),
        moments.deviation().orElse(0),
        means(similar, partition.clusters()));
  }

  /** The Jaccard of the least stable cluster; 0 without a cluster. */
  public double smallestJaccard() {
    return jaccard.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  private static int[] drawn(int n, RandomStream random) {
    boolean[] drawn = new boolean[n];
    int distinct = 0;
    for (int i = 0; i < n; i++) {
      int one = random.nextInt(n);
      distinct += drawn[one] ? 0 : 1;
      drawn[one] = true;
    }
    int[] chosen = new int[distinct];
    int at = 0;
    for (int i = 0; i < n; i++) {
      if (drawn[i]) {
        chosen[at++] = i;
      }
    }
    return chosen;
  }

  /** Over the resamples in which a cluster had a point. */
  private static List<Double> means(double[][] similar, int clusters) {
    List<Double> means = new ArrayList<>(clusters);
    for (int c = 0; c < clusters; c++) {
      Moments moments = new Moments();
      for (double[] one : similar) {
        if (one[c] >= 0) {
          moments.add(one[c]);
        }
      }
      means.add(moments.mean().orElse(0));
    }
    return means;
  }

  /** A partition of some of the points, without the clusters that none of them is in. */
  private record Relabelled(Partition partition, List<Integer> originals, int clusters) {

    static Relabelled of(int[] labels, int clusters) {
      int[] numbers = new int[clusters];
      for (int label : labels) {
        if (label >= 0) {
          numbers[label] = 1;
        }
      }
      List<Integer> originals = new ArrayList<>();
      for (int c = 0; c < clusters; c++) {
        if (numbers[c] > 0) {
          numbers[c] = originals.size();
          originals.add(c);
        }
      }
      for (int i = 0; i < labels.length; i++) {
        labels[i] = labels[i] < 0 ? Partition.NOISE : numbers[labels[i]];
      }
      return new Relabelled(new Partition(labels, originals.size()), originals, clusters);
    }

    /** Values by original cluster, -1 where it had no point. */
    double[] spread(double[] values) {
      double[] spread = new double[clusters];
      Arrays.fill(spread, -1);
      for (int c = 0; c < values.length; c++) {
        spread[originals.get(c)] = values[c];
      }
      return spread;
    }
  }
}
