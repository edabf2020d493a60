// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.ProcessFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of one engine for tables and for results on their way; gone when it is closed, or when
 * the next engine opens after its process was killed.
 */
final class WorkFolder implements AutoCloseable {

  private final ProcessFolder own;
  private final Path folder;

  private WorkFolder(ProcessFolder own) {
    this.own = own;
    this.folder = own.make();
  }

  static WorkFolder in(Path parent) {
    return new WorkFolder(ProcessFolder.below(parent.toAbsolutePath(), "spark"));
  }

  /** Where results stand on their way to the caller. */
  String results() {
    return folder.toString();
  }

  /** A name for a table's files that no other table has. */
  Path newTable() {
    return folder.resolve("table-" + UUID.randomUUID());
  }

  @Override
  public void close() {
    own.close();
  }

  /** Deletes a folder and what is in it. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new LakeException("Cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
