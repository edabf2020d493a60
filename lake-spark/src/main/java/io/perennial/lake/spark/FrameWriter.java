// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Batch;
import io.perennial.lake.LakeException;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes batches to a file of frames, which is there only when it has a row. */
final class FrameWriter implements AutoCloseable {

  private static final int ROWS = 4096;

  private final Path file;
  private final Batch batch;
  private @Nullable DataOutputStream out;

  /** A writer of a new file in {@code folder}. */
  FrameWriter(Columns columns, String folder) {
    this.file = Path.of(folder, UUID.randomUUID() + ".frames");
    this.batch = new Batch(columns.fields(), ROWS);
  }

  /** Where to append rows; call {@link #rowsAdded} after each few of them. */
  Batch batch() {
    return batch;
  }

  void rowsAdded() {
    if (batch.rows() >= ROWS) {
      flush();
    }
  }

  /** Writes a batch of the same columns as it is. */
  void write(Batch full) {
    try {
      if (out == null) {
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
      }
      Frames.write(full, out);
    } catch (IOException e) {
      throw new LakeException("Cannot write rows to " + file + ": " + e.getMessage(), e);
    }
  }

  /** Where the frames go. */
  String file() {
    return file.toString();
  }

  /** The file, or null when it has no rows. */
  @Nullable String finish() {
    flush();
    close();
    return out == null ? null : file.toString();
  }

  @Override
  public void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        throw new LakeException("Cannot write rows to " + file + ": " + e.getMessage(), e);
      }
    }
  }

  private void flush() {
    if (batch.rows() > 0) {
      write(batch);
      batch.clear();
    }
  }
}
