// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import io.perennial.lake.LakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder for what one process needs for a while, named by the process. It goes when it is closed;
 * what a killed process left, which may be rows of a customer since erased, goes when the next one
 * opens a folder at the same place, of whatever kind.
 */
public final class ProcessFolder implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("engine-([0-9]+)-.*");

  private final Path folder;

  private ProcessFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder below {@code parent}, which is swept; it is not there before {@link #make}.
   *
   * @param kind what it is for, such as {@code copies}
   */
  public static ProcessFolder below(Path parent, String kind) {
    sweep(parent);
    long process = ProcessHandle.current().pid();
    return new ProcessFolder(
        parent.resolve("engine-" + process + "-" + kind + "-" + UUID.randomUUID()));
  }

  /** Where it is, or will be. */
  public Path path() {
    return folder;
  }

  /**
   * Makes it, if it is not there.
   *
   * @throws LakeException when that cannot be
   */
  public Path make() {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LakeException(
          "Cannot make the folder " + folder + ": check that it may be written", e);
    }
  }

  /** Deletes what dead processes left; a disk for reading only keeps it. */
  private static void sweep(Path parent) {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (Stream<Path> all = Files.list(parent)) {
      for (Path each : all.filter(ProcessFolder::isOrphan).toList()) {
        delete(each);
      }
    } catch (IOException | UncheckedIOException e) {
      return;
    }
  }

  private static boolean isOrphan(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(name.group(1)));
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
      if (e.getCause() instanceof NoSuchFileException) {
        return;
      }
      throw e.getCause();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  @Override
  public void close() {
    try {
      delete(folder);
    } catch (IOException e) {
      throw new LakeException("Cannot clear the folder " + folder + ": " + e.getMessage(), e);
    }
  }
}
