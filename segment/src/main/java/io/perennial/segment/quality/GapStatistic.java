// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.math.linear.SymmetricEigen;
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
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much more compact k clusters are than they would be if there were none: the expected log of
 * the dispersion within clusters of points spread evenly over the box of the data's principal axes,
 * less that of the data. Source: Tibshirani, Walther and Hastie, "Estimating the number of clusters
 * in a data set via the gap statistic" (2001), reference (b).
 *
 * @param values for k = 1, 2, … as far as the data have any dispersion left
 */
public record GapStatistic(List<Value> values) {

  private static final int CHUNK = 1024;

  public GapStatistic {
    values = List.copyOf(values);
  }

  /**
   * The gap at one number of clusters.
   *
   * @param clusters k
   * @param logDispersion log of W_k, the squared distances to the centroids summed; a point in no
   *     cluster counts with that to the mean of all
   * @param gap the mean of the references' log dispersion less this one; more is better
   * @param error s_k, the standard deviation over B references times √(1 + 1/B)
   */
  public record Value(int clusters, double logDispersion, double gap, double error) {}

  /**
   * The gaps of 1 to {@code most} clusters. Costs (B + 1) clusterings for each k, and as much
   * memory as {@code references} threads at most need for one copy of the points each: for samples.
   *
   * @param most at least 1
   * @param references B, at least 1; 10 to 50
   */
  public static GapStatistic of(
      Points points, Clusterer clusterer, int most, int references, RandomSource random) {
    if (most < 1 || references < 1) {
      throw new IllegalArgumentException(
          "Invalid gap statistic: "
              + most
              + " clusters, "
              + references
              + " references (must be >= 1)");
    }
    double[] own = logDispersions(points, clusterer, most, random.derive("data"));
    Optional<Box> around = Box.of(points);
    if (around.isEmpty()) {
      return new GapStatistic(List.of());
    }
    Box box = around.get();
    double[][] others = new double[references][];
    Chunks.forEach(
        references,
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            Points spread = box.draw(points.count(), random.derive("box").stream(b));
            others[b] =
                logDispersions(spread, clusterer, most, random.derive("reference").derive(b));
          }
        });
    List<Value> values = new ArrayList<>();
    for (int k = 1; k <= most && Double.isFinite(own[k - 1]); k++) {
      Moments moments = new Moments();
      for (double[] other : others) {
        moments.add(other[k - 1]);
      }
      double mean = moments.mean().orElseThrow();
      if (!Double.isFinite(mean)) {
        break;
      }
      // the paper divides by B, not B - 1
      double variance = moments.variance().orElse(0) * (references - 1) / references;
      values.add(
          new Value(
              k, own[k - 1], mean - own[k - 1], Math.sqrt(variance * (1 + 1.0 / references))));
    }
    return new GapStatistic(values);
  }

  /**
   * The least k whose gap is not below that of k + 1 less its s: the paper's rule; else the k of
   * the greatest gap; empty without a value.
   */
  public OptionalInt chosen() {
    for (int i = 0; i + 1 < values.size(); i++) {
      if (values.get(i).gap() >= values.get(i + 1).gap() - values.get(i + 1).error()) {
        return OptionalInt.of(values.get(i).clusters());
      }
    }
    return values.stream()
        .reduce((a, b) -> b.gap() > a.gap() ? b : a)
        .map(value -> OptionalInt.of(value.clusters()))
        .orElse(OptionalInt.empty());
  }

  /** log W_k for k = 1 to most; minus infinity where nothing is left. */
  private static double[] logDispersions(
      Points points, Clusterer clusterer, int most, RandomSource random) {
    double[] logs = new double[most];
    Clusterer same = clusterer.remembering(points);
    for (int k = 1; k <= most; k++) {
      Partition partition =
          k == 1
              ? new Partition(new int[points.count()], 1)
              : same.cluster(points, k, random.derive(k));
      logs[k - 1] = StrictMath.log(dispersion(points, partition));
    }
    return logs;
  }

  static double dispersion(Points points, Partition partition) {
    double[] centroids = CentroidIndices.centroids(points, partition);
    double[] mean = CentroidIndices.centroids(points, new Partition(new int[points.count()], 1));
    int d = points.dimensions();
    int[] labels = partition.labels();
    return Chunks.sum(
        points.count(),
        CHUNK,
        1,
        (sums, from, to) -> {
          for (int i = from; i < to; i++) {
            sums[0] +=
                labels[i] < 0
                    ? points.squaredDistance(i, mean, 0)
                    : points.squaredDistance(i, centroids, labels[i] * d);
          }
        })[0];
  }

  /** The box along the principal axes that holds all points. */
  private static final class Box {

    private final List<double[]> axes;
    private final double[] mean;
    private final double[] low;
    private final double[] high;

    private Box(List<double[]> axes, double[] mean, double[] low, double[] high) {
      this.axes = axes;
      this.mean = mean;
      this.low = low;
      this.high = high;
    }

    /** Empty where distances are beyond what a double can square. */
    static Optional<Box> of(Points points) {
      int n = points.count();
      int d = points.dimensions();
      double[] mean = CentroidIndices.centroids(points, new Partition(new int[n], 1));
      double[] products =
          Chunks.sum(
              n,
              CHUNK,
              d * d,
              (sums, from, to) -> {
                for (int i = from; i < to; i++) {
                  for (int a = 0; a < d; a++) {
                    double off = points.at(i, a) - mean[a];
                    for (int b = 0; b <= a; b++) {
                      sums[a * d + b] += off * (points.at(i, b) - mean[b]) / n;
                    }
                  }
                }
              });
      if (!Arrays.stream(products).allMatch(Double::isFinite)) {
        return Optional.empty();
      }
      double[][] covariance = new double[d][d];
      for (int a = 0; a < d; a++) {
        for (int b = 0; b <= a; b++) {
          covariance[a][b] = products[a * d + b];
          covariance[b][a] = products[a * d + b];
        }
      }
      SymmetricEigen eigen = SymmetricEigen.of(covariance);
      List<double[]> axes = new ArrayList<>();
      double[] low = new double[d];
      double[] high = new double[d];
      for (int a = 0; a < d; a++) {
        double[] axis = eigen.vector(a);
        axes.add(axis);
        for (int i = 0; i < n; i++) {
          double along = 0;
          for (int j = 0; j < d; j++) {
            along += axis[j] * (points.at(i, j) - mean[j]);
          }
          low[a] = Math.min(low[a], along);
          high[a] = Math.max(high[a], along);
        }
      }
      return Optional.of(new Box(axes, mean, low, high));
    }

    Points draw(int n, RandomStream random) {
      int d = mean.length;
      double[] values = new double[n * d];
      for (int i = 0; i < n; i++) {
        System.arraycopy(mean, 0, values, i * d, d);
        for (int a = 0; a < d; a++) {
          double along = low[a] + random.nextDouble() * (high[a] - low[a]);
          for (int j = 0; j < d; j++) {
            values[i * d + j] += along * axes.get(a)[j];
          }
        }
      }
      return new Points(values, d);
    }
  }
}
