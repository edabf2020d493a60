// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import io.perennial.math.distribution.Normal;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;

/**
 * Points of a mixture of round clouds of which it is known who belongs to which.
 *
 * @param truth the cloud of each point
 */
public record Mixture(Points points, Partition truth) {

  /**
   * Draws {@code n} points.
   *
   * @param centres shape [clouds][d]
   * @param deviations of each cloud
   * @param shares of each cloud, summing to 1
   */
  public static Mixture of(
      int n, double[][] centres, double[] deviations, double[] shares, RandomSource random) {
    int d = centres[0].length;
    double[] values = new double[n * d];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      RandomStream stream = random.stream(i);
      double lot = stream.nextDouble();
      while (labels[i] < shares.length - 1 && lot >= shares[labels[i]]) {
        lot -= shares[labels[i]++];
      }
      for (int j = 0; j < d; j++) {
        values[i * d + j] = centres[labels[i]][j] + deviations[labels[i]] * Normal.standard(stream);
      }
    }
    return new Mixture(new Points(values, d), new Partition(labels, centres.length));
  }

  /**
   * Clouds of equal share and width in the plane: (0, 0), (apart, 0), (0, apart), (apart, apart).
   */
  public static Mixture square(int n, double apart, RandomSource random) {
    return of(
        n,
        new double[][] {{0, 0}, {apart, 0}, {0, apart}, {apart, apart}},
        new double[] {1, 1, 1, 1},
        new double[] {0.25, 0.25, 0.25, 0.25},
        random);
  }
}
