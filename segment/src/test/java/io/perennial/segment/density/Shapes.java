// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.math.distribution.Normal;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/** Points for tests. */
final class Shapes {

  private Shapes() {}

  /** Uniform; on a grid of so many steps a side unless 0, hence with ties and equal points. */
  static Points scattered(int count, int dimensions, int steps, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(1);
    double[] values = new double[count * dimensions];
    for (int i = 0; i < values.length; i++) {
      values[i] = steps == 0 ? random.nextDouble() : random.nextInt(steps);
    }
    return new Points(values, dimensions);
  }

  /** Normal clusters of equal size around corners that are 12 deviations apart. */
  static Points blobs(int count, int dimensions, int clusters, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(2);
    double[] values = new double[count * dimensions];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < dimensions; j++) {
        double centre = 12 * (j == 0 ? i % clusters : (i % clusters >> (j - 1)) & 1);
        values[i * dimensions + j] = centre + Normal.standard(random);
      }
    }
    return new Points(values, dimensions);
  }

  static int[] shuffled(int count, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(3);
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
