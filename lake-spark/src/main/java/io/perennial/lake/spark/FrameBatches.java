// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Field;
import io.perennial.lake.LakeException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batches in files of frames, one file after the other; each file is deleted once read. */
final class FrameBatches implements Batches {

  private final List<Field> fields;
  private final Deque<Path> rest = new ArrayDeque<>();
  private final Batch batch;
  private @Nullable DataInputStream in;
  private boolean stands;

  FrameBatches(Columns columns, Collection<String> files) {
    fields = List.copyOf(columns.fields());
    files.forEach(file -> rest.add(Path.of(file)));
    batch = new Batch(fields, 16);
  }

  @Override
  public List<Field> fields() {
    return fields;
  }

  @Override
  public boolean next() {
    try {
      stands = false;
      while (!rest.isEmpty()) {
        if (in == null) {
          in = new DataInputStream(new BufferedInputStream(Files.newInputStream(rest.peek())));
        }
        if (Frames.read(in, batch)) {
          stands = true;
          return true;
        }
        in.close();
        in = null;
        Files.delete(rest.pop());
      }
      return false;
    } catch (IOException e) {
      throw new LakeException("Cannot read rows from " + rest.peek() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Batch batch() {
    if (!stands) {
      throw new IllegalStateException("Cannot read a batch: there is none, call next() first");
    }
    return batch;
  }

  @Override
  public void close() {
    stands = false;
    try {
      if (in != null) {
        in.close();
        in = null;
      }
      while (!rest.isEmpty()) {
        Files.deleteIfExists(rest.pop());
      }
    } catch (IOException e) {
      throw new LakeException("Cannot delete read rows: " + e.getMessage(), e);
    }
  }
}
