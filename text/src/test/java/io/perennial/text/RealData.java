// SPDX-License-Identifier: Apache-2.0
package io.perennial.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real data that is not part of the repository: in the folder that the system property {@code
 * perennial.shared} names, or in {@code shared} beside the repository.
 */
public final class RealData {

  private RealData() {}

  /** A file of it; the test is skipped where it is not there. */
  public static Path file(String name) {
    String given = System.getProperty("perennial.shared", "");
    Path at = Path.of("").toAbsolutePath();
    while (given.isEmpty() && at != null) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        given = at.resolve("shared").toString();
      }
      at = at.getParent();
    }
    Path file = Path.of(given.isEmpty() ? "." : given).resolve(name);
    assumeTrue(
        Files.exists(file),
        "Skipped: " + name + " is not there; set -Dperennial.shared to the folder of real data");
    return file;
  }
}
