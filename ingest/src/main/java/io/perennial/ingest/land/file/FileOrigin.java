// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Origin;
import io.perennial.ingest.land.OriginProvider;
import io.perennial.ingest.land.Piece;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Files of folders, by path and glob. */
public final class FileOrigin implements Origin {

  private final SourceConfig source;
  private final Path folder;
  private final Supplier<Path> copies;

  private FileOrigin(SourceConfig source, Path folder, Supplier<Path> copies) {
    this.source = source;
    this.folder = folder;
    this.copies = copies;
  }

  /** Serves the sources that name files. */
  public static OriginProvider provider() {
    return new OriginProvider() {
      @Override
      public boolean serves(SourceConfig source) {
        return !source.files().isEmpty();
      }

      @Override
      public Origin open(SourceConfig source, Path folder, ZoneId zone, Supplier<Path> copies) {
        return new FileOrigin(source, folder, copies);
      }
    };
  }

  @Override
  public List<Piece> pieces(Collection<String> taken) {
    BlobPieces all = new BlobPieces(source.reading(), copies, Long.MAX_VALUE);
    List<Piece> pieces = new ArrayList<>();
    SourceFiles.find(folder, source.files(), source.name())
        .forEach((name, file) -> pieces.addAll(all.of(new LocalFile(file, name))));
    return pieces;
  }

  /** Names, sizes and times of the files, and whether they may be read. */
  @Override
  public String state() {
    StringBuilder state = new StringBuilder();
    SourceFiles.find(folder, source.files(), source.name())
        .forEach(
            (name, file) ->
                state
                    .append(name)
                    .append(' ')
                    .append(file.toFile().length())
                    .append(' ')
                    .append(file.toFile().lastModified())
                    .append(Files.isReadable(file) ? "" : " unreadable")
                    .append('\n'));
    return state.toString();
  }
}
