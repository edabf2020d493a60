// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.land.Piece;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * The pieces of a file that is looked at before it is a source; of each its beginning is enough.
 */
public final class FileSamples {

  private static final long MOST = 8_000_000;

  private FileSamples() {}

  /**
   * The pieces of a file: itself, the entries of an archive, the sheets of a workbook.
   *
   * @param name what people call it
   * @param reading how it is to be read
   * @param copies makes a folder for what has to be unpacked
   */
  public static List<Piece> of(Path file, String name, FileReading reading, Supplier<Path> copies) {
    return new BlobPieces(reading, copies, MOST).of(new LocalFile(file, name));
  }
}
