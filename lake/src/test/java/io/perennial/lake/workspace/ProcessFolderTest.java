// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFolderTest {

  @TempDir Path configured;

  @Test
  void goes_when_it_is_closed() throws IOException {
    ProcessFolder folder = ProcessFolder.below(configured, "test");
    Files.writeString(folder.make().resolve("rows"), "rows");

    folder.close();

    assertThat(configured).isEmptyDirectory();
  }

  @Test
  void of_a_killed_process_goes_when_the_next_opens() throws IOException {
    long dead = deadProcess();
    Path left = Files.createDirectories(configured.resolve("engine-" + dead + "-spark-x"));
    Files.writeString(left.resolve("rows"), "rows of somebody");

    try (ProcessFolder folder = ProcessFolder.below(configured, "test")) {
      assertThat(left).doesNotExist();
      assertThat(folder.make()).isDirectory();
    }
  }

  @Test
  void of_a_living_process_stays() {
    try (ProcessFolder one = ProcessFolder.below(configured, "test");
        ProcessFolder other = ProcessFolder.below(configured, "test")) {
      assertThat(one.make()).isDirectory().isNotEqualTo(other.make());
      assertThat(one.path()).isDirectory();
    }
  }

  private static long deadProcess() throws IOException {
    Process process = new ProcessBuilder("true").start();
    process.onExit().join();
    return process.pid();
  }
}
