// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of lines that is there when it is whole: who breaks off leaves what was there before. */
public final class WholeFile {

  private WholeFile() {}

  /** Writes all lines, UTF-8, in the place of what the file had; or nothing. */
  public static void write(Path file, Iterable<String> lines) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.write(part, lines);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
