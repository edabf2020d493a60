// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Copies of files in UTF-8, for encodings that engines do not read; gone when this is closed. Their
 * content is personal data: they are readable by their owner alone, and lie in a folder of this
 * process. What a killed process left goes when the next one reads files; its name is of the form
 * that engines give theirs, so it goes as well when an engine opens, as for an erasure.
 */
public final class Transcoded implements AutoCloseable {

  private static final String PREFIX = "engine-";
  private static final String OWN = PREFIX + "[0-9]+-copies-.*";

  private final Path spill;
  private final Path folder;

  /**
   * @param spill where folders of processes lie side by side
   */
  public Transcoded(Path spill) {
    this.spill = spill;
    this.folder =
        spill.resolve(PREFIX + ProcessHandle.current().pid() + "-copies-" + UUID.randomUUID());
    sweep();
  }

  private void sweep() {
    if (!Files.isDirectory(spill)) {
      return;
    }
    try (Stream<Path> all = Files.list(spill)) {
      all.filter(Transcoded::isOrphan).toList().forEach(Transcoded::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + spill, e);
    }
  }

  private static boolean isOrphan(Path folder) {
    String name = folder.getFileName().toString();
    if (!name.matches(OWN)) {
      return false;
    }
    String owner = name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length()));
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner));
    return process.isEmpty() || !process.get().isAlive();
  }

  private static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> all = below.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete the copies in " + folder, e);
    }
  }

  /** A copy of {@code file} in UTF-8, unpacked. Costs one pass over the file. */
  public Path copy(Path file, String name, FileShape shape) {
    try {
      Files.createDirectories(folder);
      Path copy = Files.createTempFile(folder, "copy-", ".txt");
      try (Reader in =
              new BufferedReader(
                  new InputStreamReader(FileBytes.open(file, name), shape.charset()), 1 << 16);
          Writer out = new BufferedWriter(Files.newBufferedWriter(copy), 1 << 16)) {
        int first = in.read();
        if (first >= 0 && first != '\ufeff') {
          out.write(first);
        }
        in.transferTo(out);
      }
      return copy;
    } catch (IOException e) {
      Optional<String> trouble = FileTrouble.within(e);
      if (trouble.isPresent()) {
        throw new LakeException("Cannot copy " + name + " to " + folder + ": " + trouble.get(), e);
      }
      throw FileBytes.unreadable(name, e);
    }
  }

  @Override
  public void close() {
    delete(folder);
  }
}
