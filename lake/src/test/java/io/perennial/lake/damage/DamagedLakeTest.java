// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.LakeException;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.TestLake;
import io.perennial.lake.iceberg.IcebergLake;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of a lake that are gone, cut off or overwritten: said with their names, never read past.
 */
class DamagedLakeTest {

  @TempDir Path folder;

  @BeforeEach
  void make() {
    try (TestLake test = new TestLake(folder)) {
      test.append("a", 0, 100, 2);
      test.append("b", 1_000, 100, 2);
    }
  }

  @Nested
  class Data {

    @Test
    void that_is_cut_off_is_refused_with_its_name() throws IOException {
      Path file = any("data", ".parquet");
      cut(file);

      refused(this::readAll, "Cannot", file.toString(), "restore");
    }

    @Test
    void that_is_gone_is_refused_with_its_name() throws IOException {
      Path file = any("data", ".parquet");
      Files.delete(file);

      refused(this::readAll, "Cannot", file.toString(), "restore");
    }

    @Test
    void that_is_overwritten_is_refused_with_its_name() throws IOException {
      Path file = any("data", ".parquet");
      Files.writeString(file, "not a Parquet file at all");

      refused(this::readAll, "Cannot", file.toString(), "restore");
    }

    private void readAll() {
      try (TestLake test = new TestLake(folder)) {
        test.count("amount >= 0");
      }
    }
  }

  @Nested
  class Metadata {

    @Test
    void that_is_gone_is_refused_with_its_name() throws IOException {
      Path file = current();
      Files.delete(file);

      refused(
          DamagedLakeTest.this::write, "Cannot read table events: ", file.toString(), "restore");
      refused(DamagedLakeTest.this::read, "Cannot read table events: ", file.toString(), "restore");
    }

    @Test
    void that_is_cut_off_is_refused_with_its_name() throws IOException {
      Path file = current();
      cut(file);

      refused(
          DamagedLakeTest.this::write, "Cannot read table events: ", file.toString(), "restore");
      refused(DamagedLakeTest.this::read, "Cannot read table events: ", file.toString(), "restore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snap-", "-m0.avro"})
    void that_lists_files_and_is_gone_is_refused_with_its_name(String part) throws IOException {
      LakeTable table;
      try (TestLake test = new TestLake(folder)) {
        table = test.events();
        for (Path file : all("metadata", part)) {
          Files.delete(file);
        }
        refused(table::scan, "Cannot read table events", part, "restore");
      }
      refused(DamagedLakeTest.this::read, "Cannot read table events", part, "restore");
    }

    @Test
    void that_lists_files_and_is_cut_off_is_refused() throws IOException {
      for (Path file : all("metadata", ".avro")) {
        cut(file);
      }

      refused(DamagedLakeTest.this::read, "Cannot read table events", "restore");
    }
  }

  @Nested
  class Pointer {

    @ParameterizedTest
    @ValueSource(
        strings = {"", "garbage", "/elsewhere/events/x.metadata.json", "../../etc/passwd", "\0"})
    void that_is_overwritten_is_refused_by_readers_and_made_anew_by_a_writer(String content)
        throws IOException {
      Path pointer = folder.resolve("lake/events/current");
      Files.writeString(pointer, content);

      refused(DamagedLakeTest.this::read, "Cannot read ", "events", "; ");
      try (TestLake test = new TestLake(folder)) {
        assertThat(test.count("true")).isEqualTo(400);
      }
      read();
    }
  }

  @Nested
  class Catalog {

    @Test
    void that_is_overwritten_is_set_aside_and_made_again_from_the_pointers() throws IOException {
      Path database = folder.resolve("state/catalog.mv.db");
      Files.write(database, new byte[20_000]);

      read();
      try (TestLake test = new TestLake(folder)) {
        assertThat(test.count("true")).isEqualTo(400);
        assertThat(test.events().holds("a")).isTrue();
        test.append("c", 2_000, 10, 1);
      }
      try (Stream<Path> files = Files.list(folder.resolve("state"))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .anyMatch(name -> name.startsWith("catalog.damaged-"));
      }
    }
  }

  @Nested
  class Catalog_that_is_behind {

    private Path database() {
      return folder.resolve("state/catalog.mv.db");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void loses_no_commit_that_was_acknowledged(int commits) throws IOException {
      Path copy = folder.resolve("copy");
      Files.copy(database(), copy);
      try (TestLake test = new TestLake(folder)) {
        for (int i = 0; i < commits; i++) {
          test.append("later " + i, 10_000 * (i + 1), 10, 1);
        }
      }
      Files.move(copy, database(), StandardCopyOption.REPLACE_EXISTING);

      goesOn(commits);
    }

    @Test
    void and_knows_nothing_at_all_learns_it_from_the_pointers() throws IOException {
      Files.delete(database());

      goesOn(0);
    }

    private void goesOn(int commits) {
      try (TestLake test = new TestLake(folder)) {
        assertThat(test.count("true")).isEqualTo(400 + 10 * commits);
        assertThat(test.events().holds("a")).isTrue();
        for (int i = 0; i < commits; i++) {
          assertThat(test.events().holds("later " + i)).isTrue();
        }
        test.append("last", 900_000, 10, 1);
      }
      try (TestLake test = new TestLake(folder)) {
        assertThat(test.count("true")).isEqualTo(410 + 10 * commits);
      }
    }
  }

  @Nested
  class Root {

    @Test
    void that_is_empty_is_refused() throws IOException {
      Files.writeString(folder.resolve("lake/root"), "");

      refused(DamagedLakeTest.this::write, "Cannot open the lake", "root", "restore");
      refused(DamagedLakeTest.this::read, "Cannot open the lake", "root", "restore");
    }
  }

  private void write() {
    try (TestLake test = new TestLake(folder)) {
      test.append("c", 2_000, 10, 1);
    }
  }

  private void read() {
    try (IcebergLake lake = IcebergLake.openForReading(folder.resolve("lake"), Clock.systemUTC())) {
      assertThat(lake.table(Tables.EVENTS).scan().files()).hasSize(4);
    }
  }

  private static void refused(ThrowingCallable act, String... parts) {
    assertThatThrownBy(act).isInstanceOf(LakeException.class).hasMessageContainingAll(parts);
  }

  private Path current() throws IOException {
    return Path.of(Files.readString(folder.resolve("lake/events/current")));
  }

  private Path any(String part, String name) throws IOException {
    return all(part, name).get(0);
  }

  private List<Path> all(String part, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("lake/events").resolve(part))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().contains(name))
          .sorted()
          .toList();
    }
  }

  /** Leaves the first half of a file. */
  private static void cut(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
  }
}
