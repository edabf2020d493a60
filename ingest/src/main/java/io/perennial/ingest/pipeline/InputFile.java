// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.sniff.FileBytes;
import io.perennial.ingest.sniff.FileShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A file to be read.
 *
 * @param name what people call it: its path from the workspace
 * @param path what the engine reads; a copy in UTF-8 where the file itself is in another encoding
 * @param shape how it lies
 * @param fingerprint of its bytes and of the settings it is read with
 * @param state what it was before anything of it was read
 */
record InputFile(String name, Path path, FileShape shape, String fingerprint, State state) {

  /**
   * What shows that a file is not the one it was.
   *
   * @param file itself, not a copy
   * @param bytes on disk
   * @param modified when it was last written
   */
  record State(Path file, long bytes, FileTime modified) {

    static State of(Path file, String name) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new State(file, now.size(), now.lastModifiedTime());
      } catch (IOException e) {
        throw FileBytes.unreadable(name, e);
      }
    }
  }

  long bytes() {
    return state.bytes();
  }

  /**
   * @throws IngestException when the file is not the one it was before it was read
   */
  void requireUnchanged() {
    if (!State.of(state.file(), name).equals(state)) {
      throw new IngestException(
          "Cannot read " + name + ": it changed while it was read (run again)");
    }
  }

  /**
   * @throws IngestException when the file changed meanwhile, or is not whole
   */
  void requireReadable() {
    requireUnchanged();
    FileBytes.requireWhole(path, name);
  }

  /** About how many bytes it has when it is unpacked. */
  long unpackedBytes() {
    return name.endsWith(".gz") || name.endsWith(".parquet") ? bytes() * 6 : bytes();
  }
}
