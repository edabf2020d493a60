// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What pieces hold, for tests. */
public final class LandedRows {

  private LandedRows() {}

  /** The lines of a piece. */
  public static List<String> lines(Piece piece, Path folder) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        piece.land(Files.createTempDirectory(folder, "copies")).file())),
                StandardCharsets.UTF_8))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of all pieces, one after the other. */
  public static List<String> all(List<Piece> pieces, Path folder) {
    List<String> lines = new ArrayList<>();
    pieces.forEach(piece -> lines.addAll(lines(piece, folder)));
    return lines;
  }

  /** What the pieces are called. */
  public static List<String> names(List<Piece> pieces) {
    return pieces.stream().map(Piece::name).toList();
  }
}
