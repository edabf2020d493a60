// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Piece;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that engines read as it is. */
final class FilePiece implements Piece {

  private final Path file;
  private final String name;
  private final FileReading reading;
  private @Nullable FileState before;

  FilePiece(Path file, String name, FileReading reading) {
    this.file = file;
    this.name = name;
    this.reading = reading;
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
  public Landed land(Path copies) {
    return new Landed(file, reading);
  }

  @Override
  public boolean begins(String fingerprint) {
    return FileContent.begins(file, name, fingerprint);
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
