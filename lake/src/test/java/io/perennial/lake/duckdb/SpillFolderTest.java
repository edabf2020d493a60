// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillFolderTest {

  @TempDir Path configured;

  @Test
  void goes_with_its_engine() throws IOException {
    SpillFolder spill = SpillFolder.in(configured);
    Files.writeString(spill.path().resolve("rows"), "rows");

    spill.close();

    assertThat(configured).isEmptyDirectory();
  }

  @Test
  void of_a_killed_process_goes_when_the_next_engine_opens() throws IOException {
    long dead = deadProcess();
    Path left = Files.createDirectories(configured.resolve("engine-" + dead + "-x"));
    Files.writeString(left.resolve("rows"), "rows of somebody");

    try (SpillFolder spill = SpillFolder.in(configured)) {
      assertThat(left).doesNotExist();
      assertThat(spill.path()).isDirectory();
    }
  }

  @Test
  void of_a_living_process_stays() {
    try (SpillFolder one = SpillFolder.in(configured);
        SpillFolder other = SpillFolder.in(configured)) {
      assertThat(one.path()).isDirectory().isNotEqualTo(other.path());
    }
  }

  private static long deadProcess() throws IOException {
    Process process = new ProcessBuilder("true").start();
    process.onExit().join();
    return process.pid();
  }
}
