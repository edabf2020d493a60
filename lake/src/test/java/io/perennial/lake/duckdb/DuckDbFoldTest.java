// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batches;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Folding;
import io.perennial.lake.LakeException;
import io.perennial.lake.SampleFold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folds over tables of the engine against the plain way. */
class DuckDbFoldTest {

  private static final List<AsOf> AS_OFS =
      List.of(new AsOf(0), new AsOf(500), new AsOf(900), new AsOf(2_000));

  @TempDir Path folder;
  private Database database;
  private GivenRows givenRows;

  @BeforeEach
  void open() {
    database = Database.open(new EngineSettings(256L << 20, 2, folder, Map.of()));
    givenRows = GivenRows.register(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Nested
  class Any_table {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 50, 3_000, 20_000})
    void folds_to_what_grouping_and_sorting_gives(int rows) {
      agrees(random(rows, rows, key -> key % 97 - 48), 2, 1_000);
    }

    @Test
    void may_have_keys_at_both_ends_of_the_numbers() {
      long[] keys = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE
      };
      agrees(random(1, 2_000, key -> keys[Math.floorMod(key, keys.length)]), 3, 100);
    }

    @Test
    void may_have_keys_that_crowd_together() {
      agrees(random(2, 5_000, key -> 1L << Math.floorMod(key, 63)), 3, 50);
      agrees(random(3, 5_000, key -> key % 5 == 0 ? key : Math.floorMod(key, 400)), 3, 50);
    }

    @Test
    void may_have_two_neighbours_that_each_fill_a_range() {
      agrees(random(9, 2_000, key -> Math.floorMod(key, 2) + 2_047), 2, 100);
    }

    @Test
    void may_have_one_key_with_more_rows_than_fit() {
      agrees(random(4, 20_000, key -> 42), 3, 100);
      agrees(random(5, 20_000, key -> key % 3 == 0 ? key : 42), 3, 100);
    }
  }

  @Nested
  class Threads {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void do_not_change_a_bit(int threads) {
      agrees(random(6, 30_000, key -> Math.floorMod(key, 1_000)), threads, 700);
    }
  }

  @Nested
  class Texts {

    @Test
    void of_all_kinds_come_through() {
      List<String> texts =
          List.of(
              "", " ", "'", "\"", "a'b''c", "ä€😀", "\\", "\n", "a\0b", "NULL", "x".repeat(5_000));
      List<SampleFold.Row> rows = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        rows.add(new SampleFold.Row(i % 2L, (long) i, 0, 1.0, texts.get(i), 1L));
        rows.add(new SampleFold.Row((long) i + 10, (long) i, 0, 1.0, texts.get(i), 1L));
      }
      agrees(rows, 2, 100);
    }

    @Test
    void that_are_all_null_are_null() {
      agrees(List.of(new SampleFold.Row(1L, 1L, 0, 1.0, null, 1L)), 2, 100);
    }

    @Test
    void of_more_values_than_a_dictionary_holds_come_through() {
      List<SampleFold.Row> rows =
          LongStream.range(0, 70_000)
              .mapToObj(i -> new SampleFold.Row(i % 500, i % 1_000, i, 0.5, "text " + i, null))
              .toList();
      agrees(rows, 2, 10_000);
    }
  }

  @Nested
  class Ranges {

    @Test
    void cover_every_key_once_and_hold_what_they_say() {
      List<SampleFold.Row> rows =
          random(7, 10_000, key -> key % 4 == 0 ? key : key % 4 == 1 ? 5 : Math.floorMod(key, 300));
      load(rows);
      FoldInput input = FoldInput.of(database, SampleFold.over("rows", AS_OFS));

      List<KeyRange> ranges = KeyRange.cut(database, input, 200);

      long total = 0;
      KeyRange before = null;
      for (KeyRange range : ranges) {
        assertThat(range.from()).isLessThanOrEqualTo(range.to());
        if (before != null) {
          assertThat(range.from()).isGreaterThan(before.to());
        }
        if (range.rows() > 200) {
          assertThat(range.from()).as("only one key may have more").isEqualTo(range.to());
        }
        long inside =
            rows.stream()
                .filter(row -> row.key() != null && row.time() != null)
                .filter(row -> row.key() >= range.from() && row.key() <= range.to())
                .count();
        assertThat(inside).isEqualTo(range.rows());
        total += inside;
        before = range;
      }
      assertThat(total)
          .isEqualTo(rows.stream().filter(row -> row.key() != null && row.time() != null).count());
    }
  }

  @Nested
  class Refusals {

    @Test
    void name_the_column_that_is_missing() {
      load(List.of());
      Folding<SampleFold.State> folding =
          new Folding<>(new SampleFold(), "rows", "customer", "t", Optional.empty(), AS_OFS);

      assertThatThrownBy(() -> new FoldRun<>(database, folding, 1))
          .isInstanceOf(LakeException.class)
          .hasMessage(
              "Cannot fold rows: it has no column customer (it has k, t, tie, amount, product,"
                  + " score)");
    }

    @Test
    void of_instants_that_go_back() {
      assertThatThrownBy(() -> SampleFold.over("rows", List.of(new AsOf(2), new AsOf(1))))
          .hasMessageContaining("must be ascending and distinct");
    }
  }

  @Test
  void closing_early_ends_the_workers() {
    load(random(8, 20_000, key -> key));

    try (Batches batches = run(2, 100)) {
      assertThat(batches.next()).isTrue();
    }
    assertThat(SampleFold.results(run(2, 100))).isNotEmpty();
  }

  private void agrees(List<SampleFold.Row> rows, int threads, long target) {
    load(rows);

    assertThat(SampleFold.results(run(threads, target)))
        .isEqualTo(SampleFold.plainly(rows, AS_OFS));
  }

  private Batches run(int threads, long target) {
    return new FoldRun<>(database, SampleFold.over("rows", AS_OFS), threads, target).start();
  }

  private void load(List<SampleFold.Row> rows) {
    database.execute("DROP TABLE IF EXISTS rows");
    givenRows.load(database, "rows", Batches.of(SampleFold.table(rows)));
  }

  /**
   * Times from -100 to 2,100, some equal; a fiftieth of each column null; ties are all different.
   */
  private static List<SampleFold.Row> random(long seed, int count, LongUnaryOperator key) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SampleFold.Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new SampleFold.Row(
              random.nextInt(50) == 0 ? null : key.applyAsLong(random.nextLong()),
              random.nextInt(50) == 0 ? null : random.nextLong(-100, 2_100),
              i,
              random.nextInt(50) == 0 ? null : random.nextDouble(-100, 100),
              random.nextInt(50) == 0 ? null : "product " + random.nextInt(40),
              random.nextInt(50) == 0 ? null : random.nextLong()));
    }
    return rows;
  }
}
