// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.damage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of few megabytes, which takes a superuser on Linux; tests without one are skipped. */
final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  static SmallDisk at(Path folder, int megabytes) throws IOException {
    Files.createDirectories(folder);
    int exit;
    try {
      exit = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder);
    } catch (IOException e) {
      exit = -1;
    }
    assumeTrue(exit == 0, "skipped: a small disk can be mounted by a superuser on Linux only");
    return new SmallDisk(folder);
  }

  /** Leaves so many bytes free. */
  void fill(long left) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    byte[] block = new byte[4_096];
    try (OutputStream filler = Files.newOutputStream(folder.resolve("filler"))) {
      for (long size = 0; size < free - left; size += block.length) {
        filler.write(block);
      }
    }
  }

  void makeRoom() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  void forbidWriting() throws IOException {
    run("mount", "-o", "remount,ro", folder);
  }

  private static int run(Object... command) throws IOException {
    String[] words = new String[command.length];
    for (int i = 0; i < command.length; i++) {
      words[i] = command[i].toString();
    }
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot wait for " + words[0] + ": interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", folder);
  }
}
