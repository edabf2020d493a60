// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.linear.SymmetricEigen;
import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;

/**
 * Where the points of a map begin: on the two axes along which they differ most, made so small that
 * all forces are alike, and shaken a little, so that equal points can part. The arrangement at
 * large comes from here. Source: Kobak and Berens, "The art of using t-SNE for single-cell
 * transcriptomics" (Nature Communications 2019).
 */
final class Start {

  private static final double SPREAD = 1e-4;
  private static final double SHAKE = 0.01;
  private static final int CHUNK = 4096;

  private Start() {}

  /** Shape [n × 2]; the standard deviation of the first column is 1e-4. */
  static double[] of(Points points, RandomSource random) {
    int n = points.count();
    double[] places = principal(points);
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += places[2 * i] / n;
    }
    double variance = 0;
    for (int i = 0; i < n; i++) {
      variance += (places[2 * i] - mean) * (places[2 * i] - mean) / n;
    }
    double scale = variance > 0 ? SPREAD / Math.sqrt(variance) : 0;
    // uniform on an interval whose standard deviation is the shake
    double shake = (variance > 0 ? SHAKE : 1) * SPREAD * Math.sqrt(12);
    for (int i = 0; i < n; i++) {
      RandomStream stream = random.stream(i);
      places[2 * i] = places[2 * i] * scale + shake * (stream.nextDouble() - 0.5);
      places[2 * i + 1] = places[2 * i + 1] * scale + shake * (stream.nextDouble() - 0.5);
    }
    return places;
  }

  private static double[] principal(Points points) {
    int n = points.count();
    int d = points.dimensions();
    double[] means = Chunks.sum(n, CHUNK, d, (sums, from, to) -> addRows(points, sums, from, to));
    for (int j = 0; j < d; j++) {
      means[j] /= n;
    }
    double[] products =
        Chunks.sum(
            n,
            CHUNK,
            d * d,
            (sums, from, to) -> {
              for (int i = from; i < to; i++) {
                for (int a = 0; a < d; a++) {
                  double left = points.at(i, a) - means[a];
                  for (int b = 0; b <= a; b++) {
                    sums[a * d + b] += left * (points.at(i, b) - means[b]) / n;
                  }
                }
              }
            });
    double[][] covariance = new double[d][d];
    for (int a = 0; a < d; a++) {
      for (int b = 0; b < d; b++) {
        covariance[a][b] = products[Math.max(a, b) * d + Math.min(a, b)];
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    double[] first = oriented(eigen.vector(d - 1));
    double[] second = d > 1 ? oriented(eigen.vector(d - 2)) : new double[d];
    double[] places = new double[2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        double value = points.at(i, j) - means[j];
        places[2 * i] += value * first[j];
        places[2 * i + 1] += value * second[j];
      }
    }
    return places;
  }

  private static void addRows(Points points, double[] sums, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += points.at(i, j);
      }
    }
  }

  /** An axis has no direction of its own: the one in which its largest part is positive. */
  private static double[] oriented(double[] axis) {
    int most = 0;
    for (int j = 1; j < axis.length; j++) {
      if (Math.abs(axis[j]) > Math.abs(axis[most])) {
        most = j;
      }
    }
    if (axis[most] < 0) {
      for (int j = 0; j < axis.length; j++) {
        axis[j] = -axis[j];
      }
    }
    return axis;
  }
}
