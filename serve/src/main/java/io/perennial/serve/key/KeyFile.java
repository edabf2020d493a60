// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys as {@code state/keys.json}, which its owner alone may read. Written whole and in one
 * step, by one process at a time; a server sees at its next request what a command has changed.
 */
final class KeyFile {

  /** Locks of files are of processes: this is of threads. */
  private static final Object WRITING = new Object();

  private record Seen(Stamp stamp, List<ApiKey> keys) {}

  /** A file that was put in the place of another has another. */
  private record Stamp(long size, long modified, String file) {}

  private static final Stamp NONE = new Stamp(-1, 0, "");

  private final Path file;
  private final JsonMapper json = JsonMapper.builder().build();
  private volatile Seen seen = new Seen(NONE, List.of());

  KeyFile(Path folder) {
    this.file = folder.resolve("keys.json");
  }

  List<ApiKey> read() {
    try {
      Stamp now = stamp();
      Seen known = seen;
      if (known.stamp().equals(now)) {
        return known.keys();
      }
      List<ApiKey> keys =
          now.equals(NONE)
              ? List.of()
              : List.copyOf(Arrays.asList(json.readValue(Files.readString(file), ApiKey[].class)));
      seen = new Seen(now, keys);
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "Cannot read "
              + file
              + ": it is no list of keys; restore it, or delete it and make keys"
              + " anew",
          e);
    }
  }

  /** Puts what {@code change} makes of the keys in their place, and gives it back. */
  List<ApiKey> change(UnaryOperator<List<ApiKey>> change) {
    synchronized (WRITING) {
      try {
        Path folder = Objects.requireNonNull(file.getParent(), "folder");
        Files.createDirectories(folder);
        try (FileChannel channel =
                FileChannel.open(
                    folder.resolve("keys.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          Objects.requireNonNull(lock, "lock");
          List<ApiKey> changed = List.copyOf(change.apply(read()));
          write(folder, changed);
          return changed;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
      }
    }
  }

  private void write(Path folder, List<ApiKey> keys) throws IOException {
    Path fresh = Files.createTempFile(folder, "keys", ".new", ownerOnly());
    try {
      Files.write(fresh, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(keys));
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private Stamp stamp() throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      @Nullable Object key = attributes.fileKey();
      return new Stamp(
          attributes.size(),
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          String.valueOf(key));
    } catch (NoSuchFileException e) {
      return NONE;
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
