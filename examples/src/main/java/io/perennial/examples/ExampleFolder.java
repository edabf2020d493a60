// SPDX-License-Identifier: Apache-2.0
package io.perennial.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an example works. */
final class ExampleFolder {

  private ExampleFolder() {}

  /** The folder named on the command line, made when it is not there; else a temporary one. */
  static Path of(String[] args) throws IOException {
    return args.length == 0
        ? Files.createTempDirectory("perennial-example")
        : Files.createDirectories(Path.of(args[0]));
  }
}
