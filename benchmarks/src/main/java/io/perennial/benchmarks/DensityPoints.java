// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.distribution.Normal;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Mixtures of normal clusters of different spread in a cube of side 20, and a twentieth of the
 * points anywhere in it; as files they are doubles in the order of the machines in use.
 */
final class DensityPoints {

  private static final double SIDE = 20;
  private static final double ANYWHERE = .05;

  private DensityPoints() {}

  static Points of(int count, int dimensions, int clusters) {
    RandomStream places = RandomSource.seeded(7).stream(0);
    double[] centres = new double[clusters * dimensions];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = SIDE * places.nextDouble();
    }
    double[] spreads = new double[clusters];
    for (int c = 0; c < clusters; c++) {
      spreads[c] = .15 + .35 * places.nextDouble();
    }
    RandomStream random = RandomSource.seeded(7).stream(1);
    double[] values = new double[Math.multiplyExact(count, dimensions)];
    for (int i = 0; i < count; i++) {
      int c = random.chance(ANYWHERE) ? -1 : random.nextInt(clusters);
      for (int j = 0; j < dimensions; j++) {
        values[i * dimensions + j] =
            c < 0
                ? SIDE * random.nextDouble()
                : centres[c * dimensions + j] + spreads[c] * Normal.standard(random);
      }
    }
    return new Points(values, dimensions);
  }

  static void write(Points points, Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(points.values().length, Double.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(points.values());
    Files.write(file, bytes.array());
  }

  static void writeLabels(int[] labels, Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(labels.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(labels);
    Files.write(file, bytes.array());
  }

  static Partition readLabels(Path file) throws IOException {
    IntBuffer numbers =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] labels = new int[numbers.remaining()];
    numbers.get(labels);
    return Partition.of(labels);
  }
}
