// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static io.perennial.testkit.contract.ExampleTable.column;
import static io.perennial.testkit.contract.ExampleTable.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.ColumnType;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Filter;
import io.perennial.lake.LakeException;
import io.perennial.lake.TableScan;
import io.perennial.lake.WrittenFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a view of a table's files must do. */
public abstract class TableViewContract {

  @TempDir Path folder;
  private List<WrittenFile> files = List.of();

  /** The engine under test. */
  protected abstract Engine engine();

  @BeforeEach
  void write_the_example() {
    files =
        engine()
            .write(ExampleTable.ROWS, new FileTarget(ExampleTable.SPEC, folder, Optional.empty()));
  }

  @Test
  void a_view_has_all_rows_of_all_files_in_columns_of_the_table() {
    Result all = view("SELECT * FROM seen ORDER BY id, seen_at");

    assertThat(all.fields())
        .containsExactly(
            new Field("id", ColumnType.LONG),
            new Field("seen_at", ColumnType.TIMESTAMP),
            new Field("name", ColumnType.STRING),
            new Field("amount", ColumnType.DOUBLE),
            new Field("score", ColumnType.DOUBLE),
            new Field("ok", ColumnType.BOOLEAN));
    assertThat(all.rows())
        .containsExactly(
            row(-7L, Instant.parse("2026-02-28T06:00:00Z"), "Ünï 'x' \t", 0.0, 0.0, false),
            row(1L, Instant.parse("2026-01-01T00:00:00Z"), "a", -0.0001, 1.5, true),
            row(1L, Instant.parse("2026-02-01T00:00:00Z"), "a", 12345678.9, -2.0, false),
            row(2L, Instant.parse("2026-01-15T12:00:00.000001Z"), null, null, null, null),
            row(3L, Instant.parse("2026-01-31T23:59:59.999999Z"), "c", 3.5, 3.0, true),
            row(9L, Instant.parse("2026-02-10T00:00:00Z"), "", 1.0, 1e300, true));
  }

  @Test
  void a_range_of_numbers_has_its_start_and_not_its_end() {
    assertThat(
            view("SELECT id FROM seen ORDER BY id, seen_at", new Filter.Range("id", 1, 3))
                .column("id"))
        .containsExactly(1L, 1L, 2L);
  }

  @Test
  void a_range_of_time_is_exact_to_the_microsecond() {
    long from = micros("2026-01-15T12:00:00.000001Z");
    long to = micros("2026-01-31T23:59:59.999999Z");

    assertThat(view("SELECT id FROM seen", new Filter.Range("seen_at", from, to)).column("id"))
        .containsExactly(2L);
    assertThat(
            view("SELECT id FROM seen ORDER BY id", new Filter.Range("seen_at", from, to + 1))
                .column("id"))
        .containsExactly(2L, 3L);
    assertThat(view("SELECT id FROM seen", new Filter.Range("seen_at", from + 1, to)).rows())
        .isEmpty();
  }

  @Test
  void a_set_of_numbers_has_these_and_no_others() {
    assertThat(
            view("SELECT id FROM seen ORDER BY id", new Filter.In("id", Set.of(-7L, 2L, 77L)))
                .column("id"))
        .containsExactly(-7L, 2L);
    assertThat(view("SELECT id FROM seen", new Filter.In("id", Set.of())).rows()).isEmpty();
  }

  @Test
  void a_text_is_equal_to_the_last_character() {
    assertThat(view("SELECT id FROM seen", new Filter.Text("name", "Ünï 'x' \t")).column("id"))
        .containsExactly(-7L);
    assertThat(view("SELECT id FROM seen", new Filter.Text("name", "")).column("id"))
        .containsExactly(9L);
    assertThat(view("SELECT id FROM seen", new Filter.Text("name", "a' OR 'a' = 'a")).rows())
        .isEmpty();
  }

  @Test
  void rows_pass_all_filters() {
    assertThat(
            view(
                    "SELECT id FROM seen",
                    new Filter.Text("name", "a"),
                    new Filter.Range(
                        "seen_at", micros("2026-01-01T00:00:00Z"), micros("2026-02-01T00:00:00Z")))
                .rows())
        .hasSize(1);
  }

  @Test
  void columns_are_known_by_field_id_whatever_their_name_and_place() {
    engine()
        .view(
            "seen",
            scan(
                ExampleTable.of(
                    column(9, "added", ColumnType.STRING),
                    column(3, "label", ColumnType.STRING),
                    column(1, "number", ColumnType.LONG)),
                files));

    Result result = Result.of(engine().query("SELECT * FROM seen ORDER BY number LIMIT 1"));

    assertThat(result.fields().stream().map(Field::name))
        .containsExactly("added", "label", "number");
    assertThat(result.rows()).containsExactly(row(null, "Ünï 'x' \t", -7L));
  }

  @Test
  void a_new_column_under_the_name_of_an_old_one_does_not_see_its_values() {
    engine()
        .view(
            "seen",
            scan(
                ExampleTable.of(
                    column(1, "id", ColumnType.LONG), column(10, "name", ColumnType.STRING)),
                files));

    assertThat(Result.of(engine().query("SELECT count(name) AS n FROM seen")).only()).isEqualTo(0L);
  }

  @Test
  void a_table_without_files_has_columns_and_no_rows() {
    engine().view("seen", new TableScan(ExampleTable.SPEC, 0, List.of(), List.of()));

    Result result = Result.of(engine().query("SELECT * FROM seen"));

    assertThat(result.rows()).isEmpty();
    assertThat(result.fields().stream().map(Field::name))
        .containsExactly("id", "seen_at", "name", "amount", "score", "ok");
    assertThat(Result.of(engine().query("SELECT count(*) AS n FROM seen")).only()).isEqualTo(0L);
  }

  @Test
  void a_missing_file_is_told_by_its_name() {
    DataFile gone = new DataFile(folder + "/gone.parquet", OptionalInt.empty(), 1, 1);

    assertThatThrownBy(
            () -> {
              engine().view("seen", new TableScan(ExampleTable.SPEC, 1, List.of(gone), List.of()));
              Result.of(engine().query("SELECT * FROM seen"));
            })
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("gone.parquet");
  }

  @Test
  void a_view_may_be_defined_again() {
    view("SELECT * FROM seen");

    assertThat(view("SELECT id FROM seen", new Filter.In("id", Set.of(9L))).column("id"))
        .containsExactly(9L);
  }

  private Result view(String sql, Filter... filters) {
    engine().view("seen", scan(ExampleTable.SPEC, files, filters));
    return Result.of(engine().query(sql));
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
