// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Lines of text that outlive a process, replaced as a whole or not at all: where an origin is, in
 * the folder {@code state/landing} of the workspace.
 */
public final class KeptLines {

  private final Path file;

  /**
   * @param workspace whose {@code state/landing} keeps it
   * @param source by its name in the configuration
   * @param what is kept, such as {@code pieces}
   */
  public KeptLines(Path workspace, String source, String what) {
    this.file =
        workspace
            .resolve("state/landing")
            .resolve(URLEncoder.encode(source, StandardCharsets.UTF_8) + '.' + what);
  }

  /**
   * The lines that were kept last; none at first.
   *
   * @throws LakeException when they cannot be read
   */
  public List<String> read() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw cannot("read", e);
    }
  }

  /**
   * Keeps these lines, and no others; when this returns they are on disk.
   *
   * @throws LakeException when they cannot be written
   */
  public void keep(List<String> lines) {
    if (lines.equals(read())) {
      return;
    }
    try {
      if (lines.isEmpty()) {
        Files.deleteIfExists(file);
        return;
      }
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      String text = String.join("\n", lines) + "\n";
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannot("write", e);
    }
  }

  private LakeException cannot(String verb, IOException e) {
    return new LakeException("Cannot " + verb + " " + file + ": " + FileTrouble.why(e), e);
  }
}
