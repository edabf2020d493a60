// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import io.perennial.lake.workspace.ProcessFolder;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Copies of files in UTF-8, for encodings that engines do not read; gone when this is closed. Their
 * content is personal data: they are readable by their owner alone, and lie in a folder of this
 * process. What a killed process left goes when the next one reads files, or opens an engine.
 */
public final class Transcoded implements AutoCloseable {

  private final ProcessFolder folder;

  /**
   * @param spill where folders of processes lie side by side
   */
  public Transcoded(Path spill) {
    this.folder = ProcessFolder.below(spill, "copies");
  }

  /** A copy of {@code file} in UTF-8, unpacked. Costs one pass over the file. */
  public Path copy(Path file, String name, FileShape shape) {
    try {
      Path copy = Files.createTempFile(folder.make(), "copy-", ".txt");
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
        throw new LakeException(
            "Cannot copy " + name + " to " + folder.path() + ": " + trouble.get(), e);
      }
      throw FileBytes.unreadable(name, e);
    }
  }

  @Override
  public void close() {
    folder.close();
  }
}
