// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.LakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where one engine spills: a folder of its own below the configured one, named by the process. It
 * goes with the engine; what a killed process left, which may be rows of a customer since erased,
 * goes when the next engine opens.
 */
final class SpillFolder implements AutoCloseable {

  private static final String PREFIX = "engine-";

  private final Path folder;

  private SpillFolder(Path folder) {
    this.folder = folder;
  }

  /** A folder below {@code configured}; on a disk for reading only it is missed when spilling. */
  static SpillFolder in(Path configured) {
    String name = PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    Path folder = configured.resolve(name);
    try {
      Files.createDirectories(configured);
      sweep(configured);
      Files.createDirectories(folder);
      return new SpillFolder(folder);
    } catch (IOException e) {
      return new SpillFolder(folder);
    }
  }

  private static void sweep(Path configured) throws IOException {
    List<Path> left;
    try (Stream<Path> all = Files.list(configured)) {
      left = all.filter(SpillFolder::isOrphan).toList();
    }
    for (Path each : left) {
      delete(each);
    }
  }

  private static boolean isOrphan(Path folder) {
    String name = folder.getFileName().toString();
    if (!name.matches(PREFIX + "[0-9]+-.*")) {
      return false;
    }
    long owner =
        Long.parseLong(name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length())));
    Optional<ProcessHandle> process = ProcessHandle.of(owner);
    return process.isEmpty() || !process.get().isAlive();
  }

  /** Deletes what is there; another process may sweep the same at the same time. */
  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> below = Files.walk(folder)) {
      all = below.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      return;
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  Path path() {
    return folder;
  }

  @Override
  public void close() {
    try {
      delete(folder);
    } catch (IOException e) {
      throw new LakeException("Cannot clear the spill folder " + folder + ": " + e.getMessage(), e);
    }
  }
}
