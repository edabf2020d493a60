// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.sniff.FileBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What shows that a file is not the one it was.
 *
 * @param bytes on disk
 * @param modified when it was last written
 */
record FileState(long bytes, FileTime modified) {

  static FileState of(Path file, String name) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileState(now.size(), now.lastModifiedTime());
    } catch (IOException e) {
      throw FileBytes.unreadable(name, e);
    }
  }

  /**
   * @throws IngestException when the file is not the one it was
   */
  void requireSame(Path file, String name) {
    if (!of(file, name).equals(this)) {
      throw new IngestException(
          "Cannot read " + name + ": it changed while it was read (run again)");
    }
  }
}
