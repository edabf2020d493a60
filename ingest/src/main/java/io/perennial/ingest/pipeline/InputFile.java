// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.land.Piece;
import io.perennial.ingest.sniff.FileBytes;
import io.perennial.ingest.sniff.FileShape;
import java.nio.file.Path;

/**
 * A piece of a source as a file to be read.
 *
 * @param piece what it is of
 * @param path what the engine reads: the piece itself, or a copy of its rows
 * @param shape how that lies
 * @param plainNumbers whether numbers are surely written with a point and without groups
 * @param hasPlaces whether its rows say where they stand in the piece, and why they cannot be taken
 * @param fingerprint of the piece's content and of the settings it is read with
 */
record InputFile(
    Piece piece,
    Path path,
    FileShape shape,
    boolean plainNumbers,
    boolean hasPlaces,
    String fingerprint) {

  /** What people call it: its path from the workspace. */
  String name() {
    return piece.name();
  }

  long bytes() {
    return piece.bytes();
  }

  /**
   * @throws io.perennial.ingest.IngestException when it is not what it was before it was read
   */
  void requireUnchanged() {
    piece.requireUnchanged();
  }

  /**
   * @throws io.perennial.ingest.IngestException when it changed meanwhile, or is not whole
   */
  void requireReadable() {
    requireUnchanged();
    FileBytes.requireWhole(path, name());
  }

  /** About how many bytes it has when it is unpacked. */
  long unpackedBytes() {
    String file = path.toString();
    long bytes = path.toFile().length();
    return file.endsWith(".gz") || file.endsWith(".parquet") ? bytes * 6 : bytes;
  }
}
