// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import io.perennial.lake.LakeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file beside each table that names its newest metadata. The catalog is the truth and belongs to
 * the one process that writes; the pointers let other processes read without it, so that readers
 * are never blocked. A pointer is written after the catalog and before a commit is acknowledged,
 * and again when the lake is next opened for writing.
 */
final class Pointers {

  private static final String NAME = "current";
  private static final Pattern METADATA = Pattern.compile("[^\\p{Cntrl}]+\\.metadata\\.json");

  private final Path lakeFolder;

  Pointers(Path lakeFolder) {
    this.lakeFolder = lakeFolder;
  }

  /** The tables that have a pointer, sorted. */
  List<String> tables() {
    if (!Files.isDirectory(lakeFolder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(lakeFolder)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(NAME)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new LakeException("Cannot read the lake " + lakeFolder + ": " + e.getMessage(), e);
    }
  }

  /**
   * The metadata file of {@code table}, as metadata names files.
   *
   * @throws LakeException when the pointer was overwritten
   */
  Optional<String> read(String table) {
    Path pointer = lakeFolder.resolve(table).resolve(NAME);
    Optional<String> location = content(pointer);
    if (location.isPresent() && !METADATA.matcher(location.get()).matches()) {
      throw new LakeException(
          "Cannot read table "
              + table
              + ": "
              + pointer
              + " does not name its metadata; any command that writes, such as perennial ingest,"
              + " makes it anew");
    }
    return location;
  }

  private static Optional<String> content(Path pointer) {
    try {
      return Files.exists(pointer)
          ? Optional.of(Files.readString(pointer, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      throw new LakeException("Cannot read " + pointer + ": " + e.getMessage(), e);
    }
  }

  void write(String table, String metadataLocation) {
    Path pointer = lakeFolder.resolve(table).resolve(NAME);
    Path next = pointer.resolveSibling(NAME + ".next");
    try {
      if (content(pointer).filter(metadataLocation::equals).isPresent()) {
        return;
      }
      Files.createDirectories(pointer.getParent());
      try (FileChannel file =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        file.write(ByteBuffer.wrap(metadataLocation.getBytes(StandardCharsets.UTF_8)));
        file.force(true);
      }
      Files.move(next, pointer, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel folder = FileChannel.open(pointer.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw new LakeException(
          "Cannot write "
              + pointer
              + ": "
              + e.getMessage()
              + "; free some space or check who may"
              + " write there",
          e);
    }
  }
}
