// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.land.Blob;
import io.perennial.ingest.sniff.FileBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of this machine. */
final class LocalFile implements Blob {

  private final Path file;
  private final String name;
  private @Nullable FileState before;

  LocalFile(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String fingerprint() {
    before = FileState.of(file, name);
    return FileContent.of(file, name);
  }

  @Override
  public long bytes() {
    return state().bytes();
  }

  @Override
  public boolean begins(String fingerprint) {
    return FileContent.begins(file, name, fingerprint);
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(file);
  }

  @Override
  public InputStream open() throws IOException {
    if (state().bytes() == 0) {
      throw FileBytes.empty(name);
    }
    return Files.newInputStream(file);
  }

  @Override
  public void requireUnchanged() {
    state().requireSame(file, name);
  }

  private FileState state() {
    FileState looked = before;
    if (looked == null) {
      looked = FileState.of(file, name);
      before = looked;
    }
    return looked;
  }
}
