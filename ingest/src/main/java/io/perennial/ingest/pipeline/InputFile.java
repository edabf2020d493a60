// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.sniff.FileBytes;
import io.perennial.ingest.sniff.FileShape;
import java.nio.file.Path;

/**
 * A file to be read.
 *
 * @param name what people call it: its path from the workspace
 * @param path what the engine reads; a copy in UTF-8 where the file itself is in another encoding
 * @param shape how it lies
 * @param fingerprint of its bytes and of the settings it is read with
 * @param bytes on disk
 */
record InputFile(String name, Path path, FileShape shape, String fingerprint, long bytes) {

  /**
   * @throws io.perennial.ingest.IngestException when the file is not whole
   */
  void requireReadable() {
    FileBytes.requireWhole(path, name);
  }

  /** About how many bytes it has when it is unpacked. */
  long unpackedBytes() {
    return name.endsWith(".gz") || name.endsWith(".parquet") ? bytes * 6 : bytes;
  }
}
