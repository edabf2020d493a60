// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Blob;
import io.perennial.ingest.land.Origin;
import io.perennial.ingest.land.OriginProvider;
import io.perennial.ingest.land.Piece;
import io.perennial.ingest.land.store.StoredObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files of folders and objects of stores, by path, URL and glob. */
public final class FileOrigin implements Origin {

  private static final Pattern STATE_OF_FILE = Pattern.compile(" [0-9]+ [0-9]+( unreadable)?$");

  private final String source;
  private final List<String> files;
  private final FileReading reading;
  private final Path folder;
  private final Supplier<Path> copies;
  private final StoredObjects store;
  private final Map<String, Piece> known = new HashMap<>();

  private FileOrigin(
      String source, List<String> files, FileReading reading, Path folder, Supplier<Path> copies) {
    this.source = source;
    this.files = files;
    this.reading = reading;
    this.folder = folder;
    this.copies = copies;
    this.store = new StoredObjects(reading.store());
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
        return new FileOrigin(source.name(), source.files(), source.reading(), folder, copies);
      }
    };
  }

  @Override
  public List<Piece> pieces(Collection<String> taken) {
    BlobPieces all = new BlobPieces(reading, copies, Long.MAX_VALUE);
    Map<String, Blob> blobs = new LinkedHashMap<>();
    Map<String, List<Within>> wanted = new HashMap<>();
    for (String path : files) {
      Within within = Within.of(path);
      List<Blob> found =
          StoredObjects.isUrl(path)
              ? store.find(within.file())
              : SourceFiles.find(folder, List.of(within.file()), source).entrySet().stream()
                  .map(file -> (Blob) new LocalFile(file.getValue(), file.getKey()))
                  .toList();
      for (Blob blob : found) {
        blobs.putIfAbsent(blob.name(), blob);
        wanted.computeIfAbsent(blob.name(), name -> new ArrayList<>()).add(within);
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (Blob blob : blobs.values()) {
      List<Within> means = wanted.getOrDefault(blob.name(), List.of());
      for (Piece piece : all.of(blob)) {
        boolean isWhole = piece.name().equals(blob.name());
        String entry = isWhole ? "" : piece.name().substring(blob.name().length() + 1);
        if (isWhole || means.stream().anyMatch(within -> within.means(entry))) {
          pieces.add(piece);
        }
      }
    }
    if (pieces.isEmpty()) {
      throw new IngestException(
          "Cannot find files for source "
              + source
              + ": no entry and no sheet is called "
              + files.get(0).substring(Within.of(files.get(0)).file().length() + 1)
              + " (check sources."
              + source
              + ".files)");
    }
    return pieces;
  }

  /** Looked for once: a retry asks for many. */
  @Override
  public Optional<Piece> again(String name) {
    if (known.isEmpty()) {
      pieces(List.of()).forEach(piece -> known.putIfAbsent(piece.name(), piece));
    }
    return Optional.ofNullable(known.get(name));
  }

  /** Names, sizes and times of the files, and whether they may be read; tags of objects. */
  @Override
  public String state() {
    StringBuilder state = new StringBuilder();
    for (String said : files) {
      String path = Within.of(said).file();
      if (StoredObjects.isUrl(path)) {
        state.append(store.state(path));
      } else {
        SourceFiles.find(folder, List.of(path), source)
            .forEach((name, file) -> state.append(state(name, file)));
      }
    }
    return state.toString();
  }

  /** Those that are new or another; objects of a store come whole. */
  @Override
  public Set<String> growing(String before, String now) {
    Set<String> known = before.lines().collect(Collectors.toSet());
    return now.lines()
        .filter(line -> !StoredObjects.isUrl(line) && !known.contains(line))
        .map(line -> STATE_OF_FILE.matcher(line).replaceFirst(""))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String state(String name, Path file) {
    return name
        + ' '
        + file.toFile().length()
        + ' '
        + file.toFile().lastModified()
        + (Files.isReadable(file) ? "" : " unreadable")
        + '\n';
  }

  @Override
  public void close() {
    store.close();
  }
}
