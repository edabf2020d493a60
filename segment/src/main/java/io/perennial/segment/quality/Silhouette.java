// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How much nearer points are to their own cluster than to the next: of a point (b - a) / max(a, b),
 * where a is its mean distance to the others of its cluster and b that to the nearest other
 * cluster; 0 for a cluster's only point. Source: Rousseeuw, "Silhouettes" (1987).
 *
 * <p>Of all points up to a limit, m² distances; above it of a sample of each cluster. The error is
 * by a jackknife that leaves out tenths of the sample both as points and as what they are measured
 * against, for both are by chance.
 *
 * @param mean over all points in a cluster, in [-1, 1]; more is better
 * @param standardError of the mean; 0 if it was taken of all points
 * @param evaluated how many points it was taken of
 * @param byCluster the mean of each cluster's points
 */
public record Silhouette(double mean, double standardError, int evaluated, List<Double> byCluster) {

  /** Up to so many points in clusters all are taken: some tenths of a second. */
  public static final int EXACT_UP_TO = 5_000;

  private static final int FOLDS = 10;
  private static final int CHUNK = 64;

  public Silhouette {
    byCluster = List.copyOf(byCluster);
  }

  /** As {@link #of(Points, Partition, int, RandomSource)}, exact up to {@link #EXACT_UP_TO}. */
  public static Optional<Silhouette> of(Points points, Partition partition, RandomSource random) {
    return of(points, partition, EXACT_UP_TO, random);
  }

  /**
   * The silhouette of {@code partition}. Points in no cluster are left out. O(m² d) time for m
   * points evaluated, O(n + m (k + d)) memory.
   *
   * @param limit m, at least 2; small clusters are sampled with 30 points at least, so that it may
   *     be passed by that
   * @param random decides the sample
   * @return empty if there are less than two clusters
   */
  public static Optional<Silhouette> of(
      Points points, Partition partition, int limit, RandomSource random) {
    Rows.requireSame("labels", partition.count(), points.count());
    if (limit < 2) {
      throw new IllegalArgumentException("Invalid limit: " + limit + " (must be >= 2)");
    }
    if (partition.clusters() < 2) {
      return Optional.empty();
    }
    StratifiedSample sample = StratifiedSample.of(partition, limit, random);
    int[] sizes = partition.sizes();
    int[] chosen = sample.points();
    int m = chosen.length;
    int k = sizes.length;
    int[] labels = new int[m];
    int[] folds = new int[m]; // the last fold is never left out
    for (int i = 0; i < m; i++) {
      labels[i] = partition.labels()[chosen[i]];
      boolean whole = sample.taken()[labels[i]] == sizes[labels[i]];
      folds[i] = whole ? FOLDS : sample.ranks()[i] % FOLDS;
    }
    int[] counts = new int[k * (FOLDS + 1)];
    for (int i = 0; i < m; i++) {
      counts[labels[i] * (FOLDS + 1) + folds[i]]++;
    }
    double[] widths = widths(points.subset(chosen), labels, folds, counts, sample.taken());
    double[] all = means(widths, labels, folds, k, FOLDS);
    double mean = weighted(all, sizes);
    return Optional.of(
        new Silhouette(mean, error(widths, labels, folds, sizes, sample.taken()), m, boxed(all)));
  }

  /** Of each point, with each fold left out and then with none, its silhouette. */
  private static double[] widths(
      Points points, int[] labels, int[] folds, int[] counts, int[] taken) {
    int m = points.count();
    int k = taken.length;
    int stride = FOLDS + 1;
    double[] widths = new double[m * stride];
    Chunks.forEach(
        m,
        CHUNK,
        (from, to) -> {
          double[] sums = new double[k * stride];
          double[] totals = new double[k];
          for (int i = from; i < to; i++) {
            Arrays.fill(sums, 0);
            for (int j = 0; j < m; j++) {
              sums[labels[j] * stride + folds[j]] += Math.sqrt(points.squaredDistance(i, j));
            }
            for (int c = 0; c < k; c++) {
              totals[c] = 0;
              for (int f = 0; f < stride; f++) {
                totals[c] += sums[c * stride + f];
              }
            }
            for (int f = 0; f < stride; f++) {
              widths[i * stride + f] = width(labels[i], f, sums, totals, counts, taken);
            }
          }
        });
    return widths;
  }

  private static double width(
      int own, int leftOut, double[] sums, double[] totals, int[] counts, int[] taken) {
    double inside = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < taken.length; c++) {
      int cell = c * (FOLDS + 1) + leftOut;
      double sum = leftOut == FOLDS ? totals[c] : Math.max(0, totals[c] - sums[cell]);
      int count = leftOut == FOLDS ? taken[c] : taken[c] - counts[cell];
      if (c != own) {
        nearest = Math.min(nearest, sum / count);
      } else if (count < 2) {
        return 0;
      } else {
        inside = sum / (count - 1);
      }
    }
    double larger = Math.max(inside, nearest);
    return larger > 0 && Double.isFinite(larger) ? (nearest - inside) / larger : 0;
  }

  /** The mean of each cluster, of the points that are not in fold {@code leftOut}. */
  private static double[] means(double[] widths, int[] labels, int[] folds, int k, int leftOut) {
    double[] sums = new double[k];
    int[] counts = new int[k];
    for (int i = 0; i < labels.length; i++) {
      if (leftOut == FOLDS || folds[i] != leftOut) {
        sums[labels[i]] += widths[i * (FOLDS + 1) + leftOut];
        counts[labels[i]]++;
      }
    }
    for (int c = 0; c < k; c++) {
      sums[c] /= counts[c];
    }
    return sums;
  }

  private static double error(
      double[] widths, int[] labels, int[] folds, int[] sizes, int[] taken) {
    double sampled = 0;
    double population = 0;
    for (int c = 0; c < sizes.length; c++) {
      if (taken[c] < sizes[c]) {
        sampled += taken[c];
        population += sizes[c];
      }
    }
    if (population == 0) {
      return 0;
    }
    double[] without = new double[FOLDS];
    double mean = 0;
    for (int f = 0; f < FOLDS; f++) {
      without[f] = weighted(means(widths, labels, folds, sizes.length, f), sizes);
      mean += without[f] / FOLDS;
    }
    double squares = 0;
    for (double value : without) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt((FOLDS - 1.0) / FOLDS * squares * (1 - sampled / population));
  }

  private static double weighted(double[] means, int[] sizes) {
    double sum = 0;
    double weights = 0;
    for (int c = 0; c < means.length; c++) {
      sum += means[c] * sizes[c];
      weights += sizes[c];
    }
    return sum / weights;
  }

  private static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
