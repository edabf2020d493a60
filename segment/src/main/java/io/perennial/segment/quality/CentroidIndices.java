// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.segment.Partition;
import java.util.OptionalDouble;

/**
 * Two indices of how compact clusters are beside how far they are apart, from centroids alone: O(n
 * d) time, O(k d) memory. Points in no cluster are left out.
 *
 * @param calinskiHarabasz the variance between clusters by the variance within, each by its degrees
 *     of freedom; more is better; empty for less than two clusters or no variance within. Source:
 *     Caliński and Harabasz (1974)
 * @param daviesBouldin the mean over clusters of how they overlap with the neighbour they overlap
 *     most with, spread by distance; less is better, 0 the least; empty for less than two clusters
 *     or where two have the same centroid. Source: Davies and Bouldin (1979)
 */
public record CentroidIndices(OptionalDouble calinskiHarabasz, OptionalDouble daviesBouldin) {

  private static final int CHUNK = 4096;
  private static final CentroidIndices UNDEFINED =
      new CentroidIndices(OptionalDouble.empty(), OptionalDouble.empty());

  /** Both indices of {@code partition}. */
  public static CentroidIndices of(Points points, Partition partition) {
    Rows.requireSame("labels", partition.count(), points.count());
    int k = partition.clusters();
    if (k < 2) {
      return UNDEFINED;
    }
    int d = points.dimensions();
    double[] centroids = centroids(points, partition);
    double[] spread = spread(points, partition, centroids);
    int[] sizes = partition.sizes();
    double n = partition.count() - partition.noise();
    return new CentroidIndices(
        calinskiHarabasz(centroids, sizes, spread, n, d),
        daviesBouldin(centroids, sizes, spread, d));
  }

  /** The mean of each cluster's points, shape [clusters × d]. */
  static double[] centroids(Points points, Partition partition) {
    int d = points.dimensions();
    int[] labels = partition.labels();
    double[] centroids =
        Chunks.sum(
            points.count(),
            CHUNK,
            partition.clusters() * d,
            (sums, from, to) -> {
              for (int i = from; i < to; i++) {
                for (int j = 0; labels[i] >= 0 && j < d; j++) {
                  sums[labels[i] * d + j] += points.at(i, j);
                }
              }
            });
    int[] sizes = partition.sizes();
    for (int at = 0; at < centroids.length; at++) {
      centroids[at] /= sizes[at / d];
    }
    return centroids;
  }

  /** Of each cluster the sum of squared distances to its centroid, then that of distances. */
  private static double[] spread(Points points, Partition partition, double[] centroids) {
    int d = points.dimensions();
    int k = partition.clusters();
    int[] labels = partition.labels();
    return Chunks.sum(
        points.count(),
        CHUNK,
        2 * k,
        (sums, from, to) -> {
          for (int i = from; i < to; i++) {
            if (labels[i] >= 0) {
              double squared = points.squaredDistance(i, centroids, labels[i] * d);
              sums[labels[i]] += squared;
              sums[k + labels[i]] += Math.sqrt(squared);
            }
          }
        });
  }

  private static OptionalDouble calinskiHarabasz(
      double[] centroids, int[] sizes, double[] spread, double n, int d) {
    int k = sizes.length;
    double[] mean = new double[d];
    for (int at = 0; at < centroids.length; at++) {
      mean[at % d] += centroids[at] * (sizes[at / d] / n);
    }
    double between = 0;
    for (int at = 0; at < centroids.length; at++) {
      double apart = centroids[at] - mean[at % d];
      between += sizes[at / d] * apart * apart;
    }
    double within = 0;
    for (int c = 0; c < k; c++) {
      within += spread[c];
    }
    return Double.isFinite(within)
        ? finite(between / (k - 1) / (within / (n - k)))
        : OptionalDouble.empty();
  }

  private static OptionalDouble daviesBouldin(
      double[] centroids, int[] sizes, double[] spread, int d) {
    int k = sizes.length;
    double sum = 0;
    for (int a = 0; a < k; a++) {
      double worst = 0;
      for (int b = 0; b < k; b++) {
        if (a == b) {
          continue;
        }
        double squared = 0;
        for (int j = 0; j < d; j++) {
          double apart = centroids[a * d + j] - centroids[b * d + j];
          squared += apart * apart;
        }
        if (squared == 0) {
          return OptionalDouble.empty();
        }
        double both = spread[k + a] / sizes[a] + spread[k + b] / sizes[b];
        worst = Math.max(worst, both / Math.sqrt(squared));
      }
      sum += worst / k;
    }
    return finite(sum);
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
