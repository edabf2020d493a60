// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import java.util.Arrays;

/** Lloyd's iterations as the textbook has them. */
record PlainLloyd(Partition partition, double inertia) {

  static PlainLloyd run(Points points, Points start) {
    int d = points.dimensions();
    double[] centres = start.values().clone();
    int[] labels = new int[points.count()];
    int[] before = {};
    Arrays.fill(labels, -1);
    double inertia = 0;
    while (!Arrays.equals(labels, before)) {
      before = labels.clone();
      inertia = 0;
      double[] sums = new double[centres.length];
      int[] sizes = new int[start.count()];
      for (int i = 0; i < labels.length; i++) {
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < start.count(); c++) {
          double distance = points.squaredDistance(i, centres, c * d);
          if (distance < least) {
            least = distance;
            labels[i] = c;
          }
        }
        inertia += least;
        sizes[labels[i]]++;
        for (int j = 0; j < d; j++) {
          sums[labels[i] * d + j] += points.at(i, j);
        }
      }
      for (int c = 0; c < start.count(); c++) {
        for (int j = 0; j < d && sizes[c] > 0; j++) {
          centres[c * d + j] = sums[c * d + j] / sizes[c];
        }
      }
    }
    return new PlainLloyd(Partition.of(labels), inertia);
  }
}
