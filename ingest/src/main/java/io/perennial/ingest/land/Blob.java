// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Bytes under a name: a file, an entry of an archive, an object of a store. */
public interface Blob {

  /** What people call it. */
  String name();

  /**
   * Looks at it and tells it from others by its content. May cost a pass over it.
   *
   * @throws io.perennial.ingest.IngestException when it cannot be read
   */
  String fingerprint();

  /** How many there are, packed as they are. */
  long bytes();

  /** Whether it begins with all that had that fingerprint. */
  default boolean begins(String fingerprint) {
    return fingerprint().equals(fingerprint);
  }

  /** The file that it is, when it is one of this machine. */
  default Optional<Path> file() {
    return Optional.empty();
  }

  /**
   * The bytes from the beginning, packed as they are.
   *
   * @throws io.perennial.ingest.IngestException when it cannot be reached
   * @throws IOException when it cannot be read
   */
  InputStream open() throws IOException;

  /**
   * Makes sure that it is what it was when it was looked at.
   *
   * @throws io.perennial.ingest.IngestException when it changed, or is gone
   */
  void requireUnchanged();
}
