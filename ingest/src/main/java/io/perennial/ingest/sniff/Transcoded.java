// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of files in UTF-8, for encodings that engines do not read; gone when this is closed. Their
 * content is personal data, so they are made readable by their owner alone.
 */
public final class Transcoded implements AutoCloseable {

  private final List<Path> copies = new ArrayList<>();

  /** A copy of {@code file} in UTF-8, unpacked. Costs one pass over the file. */
  public Path copy(Path file, String name, FileShape shape) {
    try {
      Path copy = Files.createTempFile("perennial-", ".txt");
      copies.add(copy);
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
      throw FileBytes.unreadable(name, e);
    }
  }

  @Override
  public void close() {
    for (Path copy : copies) {
      try {
        Files.deleteIfExists(copy);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete the copy " + copy, e);
      }
    }
    copies.clear();
  }
}
