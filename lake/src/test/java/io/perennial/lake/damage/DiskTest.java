// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.perennial.lake.LakeException;
import io.perennial.lake.Tables;
import io.perennial.lake.TestLake;
import io.perennial.lake.iceberg.IcebergLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, and a disk or folder that may not be written. */
class DiskTest {

  private static final int ROWS_PER_BATCH = 2_000;

  @TempDir Path folder;

  /**
   * Leaves more and more room, so that the disk fills up at every point of a write and a commit.
   */
  @Test
  void that_is_full_loses_and_doubles_nothing() throws IOException {
    Path workspace = folder.resolve("disk");
    int refused = 0;
    try (SmallDisk disk = SmallDisk.at(workspace, 12)) {
      try (TestLake test = new TestLake(workspace)) {
        append(test, 0);
      }
      for (int batch = 1; batch < 13; batch++) {
        boolean done;
        try (TestLake test = new TestLake(workspace)) {
          disk.fill((batch - 1) * 9_000L);
          done = tries(test, batch);
          disk.makeRoom();
        }
        refused += done ? 0 : 1;
        try (IcebergLake reader =
            IcebergLake.openForReading(workspace.resolve("lake"), Clock.systemUTC())) {
          assertThat(reader.table(Tables.EVENTS).snapshot().orElseThrow().rows())
              .isIn(rows(batch), rows(batch + 1));
        }
        try (TestLake test = new TestLake(workspace)) {
          boolean there = test.events().holds("batch " + batch);
          assertThat(test.count("true")).isEqualTo(rows(there ? batch + 1 : batch));
          assertThat(there || !done).isTrue();
          append(test, batch);
          assertThat(test.count("true")).isEqualTo(rows(batch + 1));
        }
      }
    }
    assertThat(refused).isBetween(3, 11);
  }

  private static boolean tries(TestLake test, int batch) {
    try {
      append(test, batch);
      return true;
    } catch (LakeException e) {
      assertThat(e).hasMessageStartingWith("Cannot ").hasMessageContaining("the disk is full");
      return false;
    }
  }

  private static void append(TestLake test, int batch) {
    test.append("batch " + batch, batch * 1_000_000, ROWS_PER_BATCH, 1);
  }

  private static long rows(int batches) {
    return (long) batches * ROWS_PER_BATCH;
  }

  @Test
  void that_is_read_only_can_be_read_and_says_so_when_written() throws IOException {
    Path workspace = folder.resolve("disk");
    try (SmallDisk disk = SmallDisk.at(workspace, 12)) {
      try (TestLake test = new TestLake(workspace)) {
        append(test, 0);
      }
      disk.forbidWriting();

      try (TestLake test = new TestLake(workspace)) {
        assertThatThrownBy(() -> append(test, 1))
            .isInstanceOf(LakeException.class)
            .hasMessageStartingWith("Cannot write to events: the disk is mounted for reading only")
            .hasMessageContaining(workspace.toString());
      }
      try (IcebergLake reader =
          IcebergLake.openForReading(workspace.resolve("lake"), Clock.systemUTC())) {
        assertThat(reader.table(Tables.EVENTS).scan().rowsAtMost()).isEqualTo(ROWS_PER_BATCH);
      }
    }
  }

  @Test
  void folder_without_permission_is_named() throws IOException {
    assumeFalse(
        "root".equals(System.getProperty("user.name")),
        "skipped: a superuser may write everywhere");
    Path lake = Files.createDirectories(folder.resolve("lake"));
    Files.setPosixFilePermissions(lake, PosixFilePermissions.fromString("r-xr-xr-x"));

    assertThatThrownBy(() -> new TestLake(folder))
        .isInstanceOf(LakeException.class)
        .hasMessageContainingAll("Cannot open the lake", lake.toString(), "check who may");
  }
}
