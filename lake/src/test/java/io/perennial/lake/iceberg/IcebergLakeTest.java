// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.governance.DataClass;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.DataFile;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Filter;
import io.perennial.lake.LakeException;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.TestLake;
import io.perennial.lake.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergLakeTest {

  @TempDir Path folder;
  private TestLake test;

  @BeforeEach
  void open() {
    test = new TestLake(folder);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Nested
  class Appending {

    @Test
    void makes_rows_visible_in_one_step() {
      List<WrittenFile> files = test.write(0, 10, 3);
      assertThat(test.count("true")).isZero();

      Optional<Snapshot> snapshot = test.events().append("a", files, Map.of("rows", "30"));

      assertThat(files).hasSize(3);
      assertThat(test.count("true")).isEqualTo(30);
      assertThat(snapshot.orElseThrow().rows()).isEqualTo(30);
      assertThat(snapshot.orElseThrow().summary()).containsEntry("rows", "30");
    }

    @Test
    void takes_a_batch_once() {
      test.append("a", 0, 10, 1);

      Optional<Snapshot> again = test.events().append("a", test.write(0, 10, 1), Map.of());

      assertThat(again).isEmpty();
      assertThat(test.count("true")).isEqualTo(10);
    }

    @Test
    void remembers_a_batch_whose_snapshot_expired() {
      test.append("a", 0, 10, 1);
      test.append("b", 100, 10, 1);
      test.events().expire(1);

      assertThat(test.events().history()).hasSize(1);
      assertThat(test.events().holds("a")).isTrue();
      assertThat(test.events().append("a", test.write(0, 10, 1), Map.of())).isEmpty();
    }

    @Test
    void an_empty_batch_is_remembered_too() {
      test.events().append("nothing", List.of(), Map.of());

      assertThat(test.events().holds("nothing")).isTrue();
    }

    @Test
    void survives_closing_and_opening() {
      test.append("a", 0, 10, 2);
      test.close();
      test = new TestLake(folder);

      assertThat(test.count("true")).isEqualTo(20);
      assertThat(test.events().holds("a")).isTrue();
    }
  }

  @Nested
  class Planning {

    @Test
    void reads_only_the_months_of_a_range() {
      test.append("a", 0, 10, 24);
      Filter march =
          new Filter.Range(
              "occurred_at", micros("2024-03-01T00:00:00Z"), micros("2024-05-01T00:00:00Z"));

      assertThat(test.events().scan(march).files()).hasSize(2);
      test.engine.view("in_range", test.events().scan(march));
      assertThat(test.number("SELECT count(*) FROM in_range")).isEqualTo(20);
    }

    @Test
    void reads_no_file_for_a_record_out_of_bounds() {
      test.append("a", 0, 10, 3);

      assertThat(test.events().scan(new Filter.In("record_id", Set.of(99L))).files()).isEmpty();
      assertThat(test.events().scan(new Filter.In("record_id", Set.of(5L))).files()).hasSize(3);
    }

    @Test
    void travels_in_time() {
      test.append("a", 0, 10, 1);
      long first = test.events().snapshot().orElseThrow().id();
      test.append("b", 100, 10, 1);

      test.engine.view("earlier", test.events().scanAt(first));
      assertThat(test.number("SELECT count(*) FROM earlier")).isEqualTo(10);
      assertThat(test.events().snapshotAsOf(Instant.MAX).orElseThrow().rows()).isEqualTo(20);
      assertThat(test.events().snapshotAsOf(Instant.EPOCH)).isEmpty();
    }

    @Test
    void says_that_what_was_then_has_expired_and_not_that_there_was_nothing() {
      test.append("a", 0, 10, 1);
      test.append("b", 100, 10, 1);
      Instant then = test.events().snapshot().orElseThrow().at();
      test.append("c", 200, 10, 1);
      test.events().expire(1);

      assertThatThrownBy(() -> test.events().snapshotAsOf(then))
          .isInstanceOf(LakeException.class)
          .hasMessageStartingWith("Cannot read events as of " + then + ": its snapshots of then")
          .hasMessageContaining("expired, or went with an erasure (the oldest is of ");
      assertThat(test.events().snapshotAsOf(Instant.MAX).orElseThrow().rows()).isEqualTo(30);
      assertThat(test.events().snapshotAsOf(Instant.EPOCH)).isEmpty();
    }

    @Test
    void says_which_snapshots_there_are_when_one_is_unknown() {
      test.append("a", 0, 10, 1);
      long id = test.events().snapshot().orElseThrow().id();

      assertThatThrownBy(() -> test.events().scanAt(7))
          .isInstanceOf(LakeException.class)
          .hasMessageStartingWith("Unknown snapshot of events: 7")
          .hasMessageContaining(String.valueOf(id));
    }

    @Test
    void keeps_no_bounds_of_personal_data() throws IOException {
      test.append("a", 0, 10, 1);

      assertThat(bytesOfMetadata()).noneMatch(text -> text.contains("text of"));
    }
  }

  @Nested
  class Evolving {

    @Test
    void reads_old_files_with_added_and_renamed_columns() {
      TableSpec before = spec(column(1, "id"), column(2, "old_name"));
      LakeTable table = test.lake.table(before);
      table.append(
          "a",
          test.engine.write(
              "SELECT CAST(7 AS BIGINT) AS id, CAST(8 AS BIGINT) AS old_name",
              FileTarget.of(table)),
          Map.of());
      test.close();
      test = new TestLake(folder);

      LakeTable after =
          test.lake.table(spec(column(1, "id"), column(2, "new_name"), column(3, "added")));
      test.engine.view("now", after.scan());

      assertThat(test.number("SELECT new_name FROM now")).isEqualTo(8);
      assertThat(test.number("SELECT count(*) FROM now WHERE added IS NULL")).isEqualTo(1);
    }

    @Test
    void keeps_columns_under_any_id_and_tells_those_that_a_reader_does_not_ask_for() {
      LakeTable wide =
          test.lake.table(
              spec(
                  column(1, "id"),
                  column(70_000, "far"),
                  new Column(
                      90_000, "at", ColumnType.TIMESTAMP, DataClass.PERSONAL, "an instant")));
      wide.append(
          "a",
          test.engine.write(
              "SELECT CAST(7 AS BIGINT) AS id, CAST(8 AS BIGINT) AS far", FileTarget.of(wide)),
          Map.of());
      test.close();
      test = new TestLake(folder);

      LakeTable narrow = test.lake.table(spec(column(1, "id")));

      assertThat(narrow.spec().column("far")).isEqualTo(column(70_000, "far"));
      assertThat(narrow.spec().column("at").dataClass()).isEqualTo(DataClass.PERSONAL);
      test.engine.view("now", narrow.scan());
      assertThat(test.number("SELECT far FROM now")).isEqualTo(8);

      LakeTable other = test.lake.table(spec(column(1, "id"), column(80_000, "far")));
      assertThat(other.spec().columns())
          .extracting(Column::name)
          .containsExactly("id", "far", "far_70000", "at");
      test.engine.view("now", other.scan());
      assertThat(test.number("SELECT far_70000 FROM now WHERE far IS NULL")).isEqualTo(8);
    }

    @Test
    void refuses_a_column_of_another_type() {
      test.lake.table(spec(column(1, "id")));
      test.close();
      test = new TestLake(folder);
      TableSpec other = spec(new Column(1, "id", ColumnType.STRING, DataClass.GENERAL, "an id"));

      assertThatThrownBy(() -> test.lake.table(other))
          .hasMessage(
              "Cannot open table things: column id is stored as long and expected as string; was"
                  + " the workspace made by another version?");
    }

    private TableSpec spec(Column... columns) {
      return new TableSpec("things", "a thing", List.of(columns), Optional.empty(), List.of("id"));
    }

    private Column column(int id, String name) {
      return new Column(id, name, ColumnType.LONG, DataClass.GENERAL, "a number");
    }
  }

  @Nested
  class Readers {

    @Test
    void see_commits_of_a_writer_that_is_still_open() {
      test.append("a", 0, 10, 1);

      try (IcebergLake reader = reader()) {
        assertThat(reader.table(Tables.EVENTS).snapshot().orElseThrow().rows()).isEqualTo(10);
      }
      test.append("b", 100, 10, 1);
      try (IcebergLake reader = reader()) {
        assertThat(reader.table(Tables.EVENTS).snapshot().orElseThrow().rows()).isEqualTo(20);
        assertThat(reader.names()).containsExactly("events");
      }
    }

    @Test
    void see_an_empty_table_where_there_is_none() {
      try (IcebergLake reader = reader()) {
        assertThat(reader.table(Tables.CLAIMS).snapshot()).isEmpty();
        assertThat(reader.table(Tables.CLAIMS).scan().files()).isEmpty();
      }
    }

    @Test
    void cannot_write() {
      test.append("a", 0, 10, 1);
      List<WrittenFile> files = test.write(100, 10, 1);

      try (IcebergLake reader = reader()) {
        assertThatThrownBy(() -> reader.table(Tables.EVENTS).append("b", files, Map.of()))
            .hasMessageContaining("Cannot");
      }
      assertThat(test.count("true")).isEqualTo(10);
    }

    private IcebergLake reader() {
      return IcebergLake.openForReading(folder.resolve("lake"), Clock.systemUTC());
    }
  }

  @Nested
  class Moving {

    @Test
    void a_copied_folder_is_the_same_lake_and_goes_its_own_way(@TempDir Path elsewhere)
        throws IOException {
      test.append("a", 0, 10, 2);
      test.close();
      Path copy = elsewhere.resolve("copy");
      copyFolder(folder, copy);

      try (TestLake copied = new TestLake(copy)) {
        copied.append("b", 100, 5, 2);
        assertThat(copied.count("true")).isEqualTo(30);
        for (DataFile file : copied.events().scan().files()) {
          assertThat(file.path()).startsWith(copy.toString());
        }
      }
      test = new TestLake(folder);
      assertThat(test.count("true")).isEqualTo(20);
    }

    private void copyFolder(Path from, Path to) throws IOException {
      try (Stream<Path> all = Files.walk(from)) {
        for (Path each : all.toList()) {
          Path target = to.resolve(from.relativize(each).toString());
          if (Files.isDirectory(each)) {
            Files.createDirectories(target);
          } else {
            Files.copy(each, target);
          }
        }
      }
    }
  }

  @Nested
  class Replacing {

    @Test
    void refuses_an_erasure_that_races_with_an_append() {
      test.append("a", 0, 10, 1);
      Snapshot base = test.events().snapshot().orElseThrow();
      List<DataFile> old = test.events().scan().files();
      List<WrittenFile> rewritten = test.write(0, 9, 1);
      test.append("b", 100, 10, 1);

      assertThatThrownBy(
              () -> test.events().replace(base, old, rewritten, LakeTable.Reason.ERASURE))
          .isInstanceOf(LakeException.class)
          .hasMessageStartingWith("Cannot commit to events: another commit came between");
      assertThat(test.count("true")).isEqualTo(20);
    }

    @Test
    void lets_a_compaction_pass_beside_an_append() {
      test.append("a", 0, 10, 1);
      Snapshot base = test.events().snapshot().orElseThrow();
      List<DataFile> old = test.events().scan().files();
      List<WrittenFile> rewritten = test.write(0, 10, 1);
      test.append("b", 100, 10, 1);

      test.events().replace(base, old, rewritten, LakeTable.Reason.COMPACTION);

      assertThat(test.count("true")).isEqualTo(20);
    }
  }

  @Nested
  class Sweeping {

    @Test
    void removes_files_that_no_snapshot_knows_and_nothing_else() {
      test.append("a", 0, 10, 2);
      test.append("b", 100, 10, 2);
      List<WrittenFile> lost = test.write(200, 10, 1);
      Clock tomorrow = Clock.fixed(Instant.now().plus(Duration.ofDays(1)), ZoneOffset.UTC);
      test.close();
      try (IcebergLake later =
          IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), tomorrow)) {
        LakeTable events = later.table(Tables.EVENTS);
        assertThat(events.sweepOrphans(Duration.ofDays(2))).isEmpty();
        assertThat(events.sweepOrphans(Duration.ofHours(1)))
            .containsExactly(Path.of(lost.get(0).file().path()));
      }
      test = new TestLake(folder);
      assertThat(test.count("true")).isEqualTo(40);
      TableScan first = test.events().scanAt(test.events().history().get(0).id());
      test.engine.view("first", first);
      assertThat(test.number("SELECT count(*) FROM first")).isEqualTo(20);
    }
  }

  private static long micros(String instant) {
    return Instant.parse(instant).toEpochMilli() * 1_000;
  }

  private List<String> bytesOfMetadata() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("lake/events/metadata"))) {
      return all.filter(Files::isRegularFile)
          .map(
              file -> {
                try {
                  return Files.readString(file, StandardCharsets.ISO_8859_1);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
