// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static io.perennial.testkit.contract.ExampleTable.column;
import static io.perennial.testkit.contract.ExampleTable.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeException;
import io.perennial.lake.RawScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.TextFormat;
import io.perennial.lake.WrittenFile;
import io.perennial.lake.WrittenFile.ColumnStats;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What writing files of a table must do. */
public abstract class WriteContract {

  private static final int JANUARY_2026 = 672;

  @TempDir Path folder;

  /** The engine under test. */
  protected abstract Engine engine();

  @Test
  void there_is_one_file_for_each_month_in_order() {
    List<WrittenFile> files = write(ExampleTable.SPEC, ExampleTable.ROWS);

    assertThat(files.stream().map(file -> file.file().month()))
        .containsExactly(OptionalInt.of(JANUARY_2026), OptionalInt.of(JANUARY_2026 + 1));
    assertThat(files.stream().map(file -> file.file().rows())).containsExactly(3L, 3L);
    assertThat(
            files.stream()
                .map(file -> Path.of(file.file().path()).getParent().getFileName().toString()))
        .containsExactly("month=2026-01", "month=2026-02");
  }

  @Test
  void files_are_where_they_are_said_to_be_and_nothing_else_is_left() throws IOException {
    List<WrittenFile> files = write(ExampleTable.SPEC, ExampleTable.ROWS);

    for (WrittenFile file : files) {
      assertThat(Path.of(file.file().path())).isAbsolute().isRegularFile();
      assertThat(Files.size(Path.of(file.file().path()))).isEqualTo(file.file().bytes());
    }
    try (Stream<Path> found = Files.walk(folder)) {
      assertThat(found.filter(Files::isRegularFile).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(
              files.stream().map(file -> file.file().path()).toList());
    }
  }

  @Test
  void writing_again_makes_new_files_beside_the_old() throws IOException {
    write(ExampleTable.SPEC, ExampleTable.ROWS);
    write(ExampleTable.SPEC, ExampleTable.ROWS);

    try (Stream<Path> found = Files.walk(folder)) {
      assertThat(found.filter(Files::isRegularFile)).hasSize(4);
    }
  }

  @Test
  void only_one_month_is_written_when_asked_for() {
    List<WrittenFile> files =
        engine()
            .write(
                ExampleTable.ROWS,
                new FileTarget(ExampleTable.SPEC, folder, Optional.of(JANUARY_2026 + 1)));

    assertThat(files).hasSize(1);
    assertThat(files.get(0).file().month()).hasValue(JANUARY_2026 + 1);
    assertThat(files.get(0).file().rows()).isEqualTo(3);
  }

  @Test
  void a_constant_stands_in_every_row_and_in_the_statistics() {
    FileTarget target = new FileTarget(ExampleTable.WITHOUT_MONTHS, folder, Optional.empty());

    List<WrittenFile> files =
        engine()
            .write(
                "SELECT CAST(7 AS BIGINT) AS id UNION ALL SELECT CAST(8 AS BIGINT)",
                target.with(
                    Map.of(
                        "name",
                        "it's Ünï",
                        "seen_at",
                        Instant.parse("2026-02-03T04:05:06.000007Z"))));

    assertThat(stats(files, "name").lower()).contains("it's Ünï");
    assertThat(stats(files, "name").nulls()).isZero();
    engine().view("constants", scan(ExampleTable.WITHOUT_MONTHS, files));
    Result rows =
        Result.of(engine().query("SELECT id, name, seen_at, score FROM constants ORDER BY id"));
    assertThat(rows.column("id")).containsExactly(7L, 8L);
    assertThat(rows.column("name")).containsExactly("it's Ünï", "it's Ünï");
    assertThat(rows.column("seen_at"))
        .hasSize(2)
        .doesNotContainNull()
        .containsOnly(rows.column("seen_at").get(0));
    assertThat(rows.column("score")).containsOnlyNulls();
  }

  @Test
  void a_constant_that_the_query_gives_as_well_is_refused() {
    FileTarget target = new FileTarget(ExampleTable.WITHOUT_MONTHS, folder, Optional.empty());

    assertThatThrownBy(
            () -> engine().write("SELECT CAST(7 AS BIGINT) AS id", target.with(Map.of("id", 8L))))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("column id is given twice");
  }

  @Test
  void a_month_before_1970_is_a_month() {
    List<WrittenFile> files =
        write(
            ExampleTable.SPEC,
            "SELECT CAST(1 AS BIGINT) AS id, CAST('1969-11-30 10:00:00' AS TIMESTAMP) AS seen_at");

    assertThat(files.get(0).file().month()).hasValue(-2);
    assertThat(files.get(0).file().path()).contains("month=1969-11");
  }

  @Test
  void rows_of_a_file_are_sorted() {
    List<WrittenFile> files = write(ExampleTable.WITHOUT_MONTHS, ExampleTable.ROWS);

    assertThat(files).hasSize(1);
    engine()
        .view(
            "raw",
            new RawScan(
                List.of(Path.of(files.get(0).file().path())),
                new TextFormat.Parquet(),
                Map.of("id", "id"),
                List.of(),
                true));
    assertThat(Result.of(engine().query("SELECT id FROM raw ORDER BY line")).column("id"))
        .containsExactly("-7", "1", "1", "2", "3", "9");
  }

  @Test
  void no_rows_make_no_file() {
    String none = "SELECT * FROM (" + ExampleTable.ROWS + ") AS t WHERE FALSE";

    assertThat(write(ExampleTable.SPEC, none)).isEmpty();
    assertThat(write(ExampleTable.WITHOUT_MONTHS, none)).isEmpty();
  }

  @Test
  void columns_carry_their_field_ids() {
    List<WrittenFile> files = write(ExampleTable.WITHOUT_MONTHS, ExampleTable.ROWS);
    engine()
        .view(
            "seen",
            scan(
                ExampleTable.of(
                    column(6, "sixth", ColumnType.BOOLEAN),
                    column(5, "fifth", ColumnType.DOUBLE),
                    column(4, "fourth", ColumnType.DECIMAL),
                    column(3, "third", ColumnType.STRING),
                    column(2, "second", ColumnType.TIMESTAMP),
                    column(1, "first", ColumnType.LONG)),
                files));

    assertThat(Result.of(engine().query("SELECT * FROM seen WHERE first = 3")).rows())
        .containsExactly(
            List.of(true, 3.0, 3.5, "c", Instant.parse("2026-01-31T23:59:59.999999Z"), 3L));
  }

  @Test
  void columns_that_the_query_lacks_are_null_and_their_order_is_free() {
    List<WrittenFile> files =
        write(ExampleTable.WITHOUT_MONTHS, "SELECT 'n' AS name, CAST(4 AS INTEGER) AS id");
    engine().view("seen", scan(ExampleTable.SPEC, files));

    assertThat(
            Result.of(
                    engine()
                        .query("SELECT id, name, count(seen_at) AS n FROM seen GROUP BY id, name"))
                .rows())
        .containsExactly(List.of(4L, "n", 0L));
    assertThat(stats(files, "seen_at").nulls()).isEqualTo(1);
    assertThat(stats(files, "seen_at").lower()).isEmpty();
    assertThat(stats(files, "seen_at").upper()).isEmpty();
  }

  @Test
  void a_column_that_the_table_lacks_is_refused() {
    assertThatThrownBy(
            () -> write(ExampleTable.SPEC, "SELECT CAST(1 AS BIGINT) AS id, 'x' AS colour"))
        .isInstanceOf(LakeException.class)
        .hasMessage("Cannot write to example: it has no column colour");
  }

  @Test
  void a_row_without_a_month_is_refused_where_months_are_needed() {
    assertThatThrownBy(() -> write(ExampleTable.SPEC, "SELECT CAST(1 AS BIGINT) AS id"))
        .isInstanceOf(LakeException.class)
        .hasMessage("Cannot write to example: some rows have no seen_at");
  }

  @Test
  void bounds_are_those_of_the_values() {
    List<WrittenFile> files = write(ExampleTable.WITHOUT_MONTHS, ExampleTable.ROWS);

    assertThat(stats(files, "id").lower()).hasValue(-7L);
    assertThat(stats(files, "id").upper()).hasValue(9L);
    assertThat(stats(files, "seen_at").lower()).hasValue(micros("2026-01-01T00:00:00Z"));
    assertThat(stats(files, "seen_at").upper()).hasValue(micros("2026-02-28T06:00:00Z"));
    assertThat(stats(files, "amount").lower()).hasValue(new BigDecimal("-0.0001"));
    assertThat(stats(files, "amount").upper()).hasValue(new BigDecimal("12345678.9000"));
    assertThat(stats(files, "score").lower()).hasValue(-2.0);
    assertThat(stats(files, "score").upper()).hasValue(1e300);
    assertThat(stats(files, "ok").lower()).hasValue(false);
    assertThat(stats(files, "ok").upper()).hasValue(true);
    assertThat((String) stats(files, "name").lower().orElseThrow()).isEqualTo("");
    assertThat((String) stats(files, "name").upper().orElseThrow())
        .isGreaterThanOrEqualTo("Ünï 'x' \t");
  }

  @Test
  void values_nulls_and_bytes_are_counted() {
    List<WrittenFile> files = write(ExampleTable.WITHOUT_MONTHS, ExampleTable.ROWS);

    for (String name : List.of("name", "amount", "score", "ok")) {
      assertThat(stats(files, name).values()).as(name).isEqualTo(6);
      assertThat(stats(files, name).nulls()).as(name).isEqualTo(1);
      assertThat(stats(files, name).bytes()).as(name).isPositive();
    }
    assertThat(stats(files, "id").nulls()).isZero();
  }

  @Test
  void what_is_not_a_number_is_null() {
    List<WrittenFile> files =
        write(
            ExampleTable.WITHOUT_MONTHS,
            """
            SELECT CAST(id AS BIGINT) AS id, CAST(score AS DOUBLE) AS score
            FROM (VALUES (1, 'NaN'), (2, '1.5')) AS t(id, score)
            """);
    engine().view("seen", scan(ExampleTable.WITHOUT_MONTHS, files));

    assertThat(
            Result.of(engine().query("SELECT count(score) AS c, max(score) AS m FROM seen")).rows())
        .containsExactly(List.of(1L, 1.5));
  }

  @Test
  void bounds_hold_over_many_row_groups() {
    engine()
        .run(
            io.perennial.lake.SqlStep.ofText(
                "tens",
                "-- writes  tens(…)\nSELECT d FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7),"
                    + " (8), (9)) AS t(d)"),
            Map.of());
    List<WrittenFile> files =
        write(
            ExampleTable.WITHOUT_MONTHS,
            """
            SELECT CAST(a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d AS BIGINT) AS id,
                   CAST(50000 - (a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d) AS DOUBLE)
                     AS score
            FROM tens AS a CROSS JOIN tens AS b CROSS JOIN tens AS c CROSS JOIN tens AS d
                 CROSS JOIN tens AS e
            """);

    assertThat(files.stream().mapToLong(file -> file.file().rows()).sum()).isEqualTo(100_000);
    long least =
        files.stream()
            .mapToLong(file -> (Long) file.columns().get("id").lower().orElseThrow())
            .min()
            .orElseThrow();
    double most =
        files.stream()
            .mapToDouble(file -> (Double) file.columns().get("score").upper().orElseThrow())
            .max()
            .orElseThrow();
    assertThat(least).isZero();
    assertThat(most).isEqualTo(50_000.0);
  }

  private List<WrittenFile> write(TableSpec spec, String sql) {
    return engine().write(sql, new FileTarget(spec, folder, Optional.empty()));
  }

  private static ColumnStats stats(List<WrittenFile> files, String column) {
    assertThat(files).hasSize(1);
    ColumnStats stats = files.get(0).columns().get(column);
    assertThat(stats).as(column).isNotNull();
    return stats;
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
