// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.neighbour.Points;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Points in a file: doubles, little-endian, row by row, as the peers read and write them. */
final class MapPoints {

  private MapPoints() {}

  static void write(Points points, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ByteBuffer row = ByteBuffer.allocate(8 * points.dimensions()).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < points.count(); i++) {
        row.clear();
        for (int j = 0; j < points.dimensions(); j++) {
          row.putDouble(points.at(i, j));
        }
        out.write(row.array());
      }
    }
  }

  static Points read(Path file, int dimensions) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[bytes.remaining() / 8];
    bytes.asDoubleBuffer().get(values);
    return new Points(values, dimensions);
  }
}
