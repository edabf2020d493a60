// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.land.Piece;
import io.perennial.ingest.land.json.JsonLists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  /**
   * Where in a file that is one JSON object the rows seem to be, however large it is.
   *
   * @param name what people call it
   */
  public static Optional<String> rowsWithin(Path file, String name) {
    try (InputStream in = Unpacked.open(new LocalFile(file, name))) {
      return JsonLists.first(in);
    } catch (IOException e) {
      throw BlobPieces.trouble(name, e);
    }
  }
}
