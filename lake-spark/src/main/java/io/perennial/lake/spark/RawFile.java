// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * A file of raw rows, in a form that travels to executors.
 *
 * @param given the path as the scan names it
 * @param absolute where it is
 */
record RawFile(String given, String absolute) implements Serializable {

  static RawFile of(Path path) {
    return new RawFile(path.toString(), path.toAbsolutePath().toString());
  }

  Path path() {
    return Path.of(absolute);
  }
}
