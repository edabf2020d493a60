// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.cluster.Clusterer;
import java.util.Arrays;

/** The smallest honest k-means, for tests of what stands on clusterers: k-means++, best of some. */
public record Lloyd(int restarts) implements Clusterer {

  @Override
  public String name() {
    return "lloyd";
  }

  @Override
  public Partition cluster(Points points, int clusters, RandomSource random) {
    int[] best = new int[points.count()];
    double least = Double.POSITIVE_INFINITY;
    for (int r = 0; r < restarts; r++) {
      int[] labels = new int[points.count()];
      double inertia = once(points, clusters, random.stream(r), labels);
      if (inertia < least) {
        least = inertia;
        best = labels;
      }
    }
    return Partition.of(best);
  }

  private static double once(Points points, int clusters, RandomStream random, int[] labels) {
    int n = points.count();
    int d = points.dimensions();
    double[] centroids = new double[clusters * d];
    double[] near = new double[n];
    Arrays.fill(near, 1);
    int k = 0;
    for (double sum = n; k < clusters && sum > 0; k++) {
      double lot = random.nextDouble() * sum;
      int chosen = -1;
      for (int i = 0; i < n && lot >= 0; i++) {
        if (near[i] > 0) {
          chosen = i;
          lot -= near[i];
        }
      }
      System.arraycopy(points.values(), chosen * d, centroids, k * d, d);
      sum = 0;
      for (int i = 0; i < n; i++) {
        double to = points.squaredDistance(i, centroids, k * d);
        near[i] = k == 0 ? to : Math.min(near[i], to);
        sum += near[i];
      }
    }
    double inertia = Double.POSITIVE_INFINITY;
    for (double before = Double.NaN; inertia != before; ) {
      before = inertia;
      inertia = 0;
      double[] sums = new double[centroids.length];
      int[] sizes = new int[clusters];
      for (int i = 0; i < n; i++) {
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < k; c++) {
          double to = points.squaredDistance(i, centroids, c * d);
          if (to < least) {
            least = to;
            labels[i] = c;
          }
        }
        inertia += least;
        sizes[labels[i]]++;
        for (int j = 0; j < d; j++) {
          sums[labels[i] * d + j] += points.at(i, j);
        }
      }
      for (int at = 0; at < k * d; at++) {
        centroids[at] = sizes[at / d] == 0 ? centroids[at] : sums[at] / sizes[at / d];
      }
    }
    return inertia;
  }
}
