// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Simulates points of {@code dimensions} dimensions in 12 groups of unequal size that lie into each
 * other, and writes their {@code points} rows to {@code file}: doubles, the lowest byte first.
 */
final class ClusterPointsWork implements Work {

  private static final int GROUPS = 12;
  private static final double APART = 0.7;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int d = arguments.count("dimensions");
    RandomSource source = RandomSource.seeded(20);
    double[] centres = new double[GROUPS * d];
    RandomStream places = source.stream(-1);
    for (int i = 0; i < centres.length; i++) {
      centres[i] = APART * Normal.standard(places);
    }
    ByteBuffer row = ByteBuffer.allocate(d * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(arguments.path("file")), 1 << 20)) {
      for (long i = 0; i < arguments.number("points"); i++) {
        RandomStream random = source.stream(i);
        int group = (int) (GROUPS * random.nextDouble() * random.nextDouble());
        row.clear();
        for (int j = 0; j < d; j++) {
          row.putDouble(centres[group * d + j] + Normal.standard(random));
        }
        out.write(row.array());
      }
    }
  }

  /** All coordinates in such a file. */
  static double[] read(Path file) throws IOException {
    double[] values = new double[Math.toIntExact(Files.size(file) / Double.BYTES)];
    byte[] bytes = new byte[1 << 16];
    int at = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int n = in.readNBytes(bytes, 0, bytes.length);
          n > 0;
          n = in.readNBytes(bytes, 0, bytes.length)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, n).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
          values[at++] = buffer.getDouble();
        }
      }
    }
    return values;
  }
}
