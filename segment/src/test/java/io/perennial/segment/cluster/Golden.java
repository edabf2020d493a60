// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What scikit-learn makes of small sets: see README.md beside the files. */
final class Golden {

  private Golden() {}

  /** The lines of a file, split at commas. */
  static List<String[]> lines(String file) {
    try (InputStream in = Golden.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(","))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Points points(String set) {
    return Points.of(
        lines("points.csv").stream()
            .filter(line -> line[0].equals(set))
            .map(line -> Arrays.stream(line).skip(1).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new));
  }
}
