// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import io.perennial.lake.DataFile;
import io.perennial.lake.LakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The files of one table: those that a snapshot reaches, and those that lie in its folder. */
final class TableFiles {

  private final Table table;
  private final Path folder;
  private final PlacedFiles files;

  TableFiles(Table table, Path folder, PlacedFiles files) {
    this.table = table;
    this.folder = folder;
    this.files = files;
  }

  /** Deletes what no snapshot reaches and was last changed before {@code instant}. */
  List<Path> deleteUnknown(Instant instant) {
    Set<Path> known = known();
    List<Path> deleted = new ArrayList<>();
    try {
      for (Path file : onDisk("data", "")) {
        deleteIf(file, known, instant, deleted);
      }
      for (Path file : onDisk("metadata", "")) {
        deleteIf(file, known, instant, deleted);
      }
      return deleted;
    } catch (IOException e) {
      throw new LakeException("Cannot sweep " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void deleteIf(Path file, Set<Path> known, Instant instant, List<Path> deleted)
      throws IOException {
    if (!known.contains(file) && Files.getLastModifiedTime(file).toInstant().isBefore(instant)) {
      Files.delete(file);
      deleted.add(file);
    }
  }

  private Set<Path> known() {
    Set<Path> known = new HashSet<>();
    for (String location : ReachableFileUtil.metadataFileLocations(table, false)) {
      known.add(files.onDisk(location));
    }
    for (Snapshot snapshot : table.snapshots()) {
      known.add(files.onDisk(snapshot.manifestListLocation()));
      for (ManifestFile manifest : snapshot.allManifests(files)) {
        if (known.add(files.onDisk(manifest.path()))) {
          try (CloseableIterable<String> paths =
              ManifestFiles.readPaths(manifest, files, table.specs())) {
            paths.forEach(path -> known.add(files.onDisk(path)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }
    return known;
  }

  /** Parquet files on the disk; rows are unknown, 0. */
  List<DataFile> dataOnDisk() {
    try {
      List<DataFile> found = new ArrayList<>();
      for (Path file : onDisk("data", ".parquet")) {
        found.add(new DataFile(file.toString(), OptionalInt.empty(), 0, Files.size(file)));
      }
      return found;
    } catch (IOException e) {
      throw new LakeException("Cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * The manifests on the disk of which an entry, live or deleted, has one of the values as bound.
   */
  List<Path> traces(int fieldId, Set<Long> values) {
    List<Path> traces = new ArrayList<>();
    Set<Path> read = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(files)) {
        Path path = files.onDisk(manifest.path());
        if (read.add(path) && names(manifest, fieldId, values)) {
          traces.add(path);
        }
      }
    }
    // a manifest that no snapshot lists cannot be read with its spec: it should not be there
    for (Path file : onDisk("metadata", ".avro")) {
      if (!read.contains(file) && !file.getFileName().toString().startsWith("snap-")) {
        traces.add(file);
      }
    }
    return traces;
  }

  private boolean names(ManifestFile manifest, int fieldId, Set<Long> values) {
    try (var entries =
        ManifestFiles.read(manifest, files, table.specs())
            .select(List.of("file_path", "lower_bounds", "upper_bounds", "record_count"))) {
      for (org.apache.iceberg.DataFile file : entries) {
        if (isOneOf(file.lowerBounds(), fieldId, values)
            || isOneOf(file.upperBounds(), fieldId, values)) {
          return true;
        }
      }
      return manifest.deletedFilesCount() == null || manifest.deletedFilesCount() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOneOf(Map<Integer, ByteBuffer> bounds, int fieldId, Set<Long> values) {
    if (bounds == null || bounds.get(fieldId) == null) {
      return false;
    }
    ByteBuffer bound = bounds.get(fieldId).duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return values.contains(bound.getLong(bound.position()));
  }

  private List<Path> onDisk(String part, String ending) {
    Path root = folder.resolve(part);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new LakeException("Cannot list " + root + ": " + e.getMessage(), e);
    }
  }
}
