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
 * Copies of files in UTF-8, for encodings that engines do not read; readable by their owner alone,
 * since their content is personal data; they go with the folder they are in.
 */
public final class Transcoded {

  private final ProcessFolder folder;

  /**
   * @param folder for the copies
   */
  public Transcoded(ProcessFolder folder) {
    this.folder = folder;
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
}
