// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Pairs of texts with their similarity and distance as two other libraries have them. */
record KernelVectors(String a, String b, double jaroWinkler, int alignment) {

  static List<KernelVectors> read() {
    try (InputStream in =
        Objects.requireNonNull(KernelVectors.class.getResourceAsStream("kernels.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(",", -1))
          .map(
              cells ->
                  new KernelVectors(
                      cells[0], cells[1], Double.parseDouble(cells[2]), Integer.parseInt(cells[3])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
