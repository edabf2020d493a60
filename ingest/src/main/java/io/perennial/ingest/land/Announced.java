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
 * The names of the pieces that are about to be read of a source that grows, kept on disk before
 * anything of them is read: a process that is killed reads the same ranges when it runs again, and
 * so commits the same batches. Names hold ranges, no rows.
 */
public final class Announced {

  private final Path file;

  /**
   * @param workspace whose {@code state/landing} keeps it
   * @param source by its name in the configuration
   * @param what is kept, such as {@code pieces}
   */
  public Announced(Path workspace, String source, String what) {
    this.file =
        workspace
            .resolve("state/landing")
            .resolve(URLEncoder.encode(source, StandardCharsets.UTF_8) + '.' + what);
  }

  /**
   * The names that were said last; none at first.
   *
   * @throws LakeException when they cannot be read
   */
  public List<String> names() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw cannot("read", e);
    }
  }

  /**
   * Keeps these names, and no others; when this returns they are on disk.
   *
   * @throws LakeException when they cannot be written
   */
  public void say(List<String> names) {
    if (names.equals(names())) {
      return;
    }
    try {
      if (names.isEmpty()) {
        Files.deleteIfExists(file);
        return;
      }
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      String text = String.join("\n", names) + "\n";
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
