// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.LakeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What queries, loads and maps must do. */
public abstract class StreamContract {

  private static final int MANY = 20_000;

  private static final List<Field> FIELDS =
      List.of(
          new Field("n", ColumnType.LONG),
          new Field("x", ColumnType.DOUBLE),
          new Field("s", ColumnType.STRING),
          new Field("ok", ColumnType.BOOLEAN),
          new Field("seen_at", ColumnType.TIMESTAMP),
          new Field("money", ColumnType.DECIMAL));

  /** The engine under test. */
  protected abstract Engine engine();

  // ---- query

  @Test
  void a_query_has_the_types_of_its_columns() {
    Result result =
        query(
            """
            SELECT CAST(1 AS INTEGER) AS an_int, CAST(2 AS BIGINT) AS a_long,
                   CAST(3 AS SMALLINT) AS a_short, CAST(15e-1 AS DOUBLE) AS a_double,
                   CAST(25e-1 AS FLOAT) AS a_float, CAST('1.25' AS DECIMAL(18, 4)) AS a_decimal,
                   'text' AS a_text, true AS a_boolean,
                   CAST('2026-01-31 12:00:00.000001' AS TIMESTAMP) AS an_instant,
                   CAST('2026-01-31' AS DATE) AS a_date, count(*) AS a_count
            """);

    assertThat(result.fields().stream().map(Field::type))
        .containsExactly(
            ColumnType.LONG,
            ColumnType.LONG,
            ColumnType.LONG,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.STRING,
            ColumnType.BOOLEAN,
            ColumnType.TIMESTAMP,
            ColumnType.TIMESTAMP,
            ColumnType.LONG);
    assertThat(result.rows())
        .containsExactly(
            Arrays.asList(
                1L,
                2L,
                3L,
                1.5,
                2.5,
                1.25,
                "text",
                true,
                Instant.parse("2026-01-31T12:00:00.000001Z"),
                Instant.parse("2026-01-31T00:00:00Z"),
                1L));
  }

  @Test
  void nulls_are_nulls_in_every_type() {
    Result result =
        query(
            """
            SELECT CAST(NULL AS BIGINT) AS n, CAST(NULL AS DOUBLE) AS x, CAST(NULL AS STRING) AS s,
                   CAST(NULL AS BOOLEAN) AS ok, CAST(NULL AS TIMESTAMP) AS seen_at,
                   CAST(NULL AS DECIMAL(18, 4)) AS money, CAST('NaN' AS DOUBLE) AS no_number
            """);

    assertThat(result.rows()).containsExactly(Arrays.asList(new Object[7]));
  }

  @Test
  void a_long_result_comes_in_its_order() {
    engine().load("numbers", numbers(MANY));

    List<@Nullable Object> down = query("SELECT n FROM numbers ORDER BY n DESC").column("n");

    assertThat(down)
        .containsExactlyElementsOf(
            LongStream.range(0, MANY).map(i -> MANY - 1 - i).boxed().toList());
  }

  @Test
  void a_result_without_rows_has_columns() {
    Result result = query("SELECT CAST(1 AS BIGINT) AS n WHERE FALSE");

    assertThat(result.rows()).isEmpty();
    assertThat(result.fields()).containsExactly(new Field("n", ColumnType.LONG));
  }

  @Test
  void a_stream_may_be_closed_before_its_end() {
    engine().load("numbers", numbers(MANY));

    try (Batches some = engine().query("SELECT n FROM numbers ORDER BY n")) {
      assertThat(some.next()).isTrue();
      assertThat(some.batch().rows()).isPositive();
      assertThat(some.batch().longs(0)[0]).isZero();
    }
    assertThat(query("SELECT count(*) AS c FROM numbers").only()).isEqualTo((long) MANY);
  }

  @Test
  void streams_may_be_open_side_by_side() {
    engine().load("numbers", numbers(100));

    try (Batches first = engine().query("SELECT n FROM numbers ORDER BY n");
        Batches second = engine().query("SELECT n FROM numbers ORDER BY n DESC")) {
      assertThat(first.next()).isTrue();
      assertThat(second.next()).isTrue();
      assertThat(first.batch().longs(0)[0]).isZero();
      assertThat(second.batch().longs(0)[0]).isEqualTo(99);
    }
  }

  @Test
  void a_query_that_fails_says_why() {
    assertThatThrownBy(() -> query("SELECT n FROM never_heard_of"))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining("never_heard_of");
    assertThatThrownBy(() -> query("SELECT CAST(s AS BIGINT) AS n FROM (VALUES ('1'), ('x')) t(s)"))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining("'x'");
  }

  @Test
  void the_engine_may_be_used_by_many_threads() {
    engine().load("numbers", numbers(1000));

    List<Object> sums =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                i -> (Object) query("SELECT sum(n) + " + i + " AS s FROM numbers").column("s"))
            .toList();

    assertThat(sums)
        .isEqualTo(IntStream.range(0, 8).mapToObj(i -> (Object) List.of(499_500L + i)).toList());
  }

  // ---- load

  @Test
  void what_is_loaded_is_there_in_every_type_with_nulls() {
    Batch batch = new Batch(FIELDS, 4);
    int full = batch.addRow();
    batch.setLong(0, full, Long.MAX_VALUE);
    batch.setDouble(1, full, -0.1);
    batch.setText(2, full, "Ünï \uD83D\uDE00 '\n");
    batch.setLong(3, full, 1);
    batch.setLong(4, full, -1);
    batch.setDouble(5, full, 1234567.8901);
    batch.addRow();
    int zero = batch.addRow();
    batch.setLong(0, zero, 0);
    batch.setDouble(1, zero, Double.NaN);
    batch.setText(2, zero, "");
    batch.setLong(3, zero, 0);
    batch.setLong(4, zero, 0);
    batch.setDouble(5, zero, 0);

    engine().load("given", Batches.of(batch));

    Result result = query("SELECT * FROM given ORDER BY n DESC NULLS LAST");
    assertThat(result.fields().stream().map(Field::type))
        .containsExactly(
            ColumnType.LONG,
            ColumnType.DOUBLE,
            ColumnType.STRING,
            ColumnType.BOOLEAN,
            ColumnType.TIMESTAMP,
            ColumnType.DOUBLE);
    assertThat(result.rows())
        .containsExactly(
            Arrays.asList(
                Long.MAX_VALUE,
                -0.1,
                "Ünï \uD83D\uDE00 '\n",
                true,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                1234567.8901),
            Arrays.asList(0L, null, "", false, Instant.EPOCH, 0.0),
            Arrays.asList(new Object[6]));
    assertThat(
            query("SELECT sum(money) = CAST('1234567.8901' AS DECIMAL(18, 4)) AS same FROM given")
                .only())
        .isEqualTo(true);
    assertThat(query("SELECT CAST(money AS STRING) AS m FROM given ORDER BY n DESC").column("m"))
        .as("money is a decimal")
        .contains("1234567.8901", "0.0000");
  }

  @Test
  void a_load_without_rows_is_a_table_without_rows() {
    engine().load("given", Batches.of(new Batch(FIELDS, 0)));

    Result result = query("SELECT * FROM given");
    assertThat(result.rows()).isEmpty();
    assertThat(result.fields().stream().map(Field::name))
        .containsExactly("n", "x", "s", "ok", "seen_at", "money");
  }

  @Test
  void a_load_takes_the_place_of_what_had_the_name() {
    engine().load("given", numbers(10));
    engine().load("given", numbers(3));

    assertThat(query("SELECT count(*) AS c FROM given").only()).isEqualTo(3L);
  }

  @Test
  void a_load_of_many_batches_has_all_their_rows() {
    engine().load("given", numbers(MANY));

    assertThat(query("SELECT count(*) AS c, sum(n) AS s, count(DISTINCT s) AS d FROM given").rows())
        .containsExactly(List.of((long) MANY, (long) MANY * (MANY - 1) / 2, (long) MANY));
  }

  @Test
  void a_stream_of_one_engine_may_be_loaded_again() {
    engine().load("given", numbers(5000));

    engine().load("copied", engine().query("SELECT n, s FROM given WHERE n >= 1000"));

    assertThat(query("SELECT count(*) AS c, min(s) AS s FROM copied").rows())
        .containsExactly(List.of(4000L, "row 1000"));
  }

  // ---- map

  @Test
  void a_map_comes_in_the_order_of_its_query() {
    engine().load("numbers", numbers(MANY));

    Result result =
        Result.of(engine().map("SELECT n, s FROM numbers ORDER BY n DESC", new Doubling()));

    assertThat(result.fields())
        .containsExactly(new Field("twice", ColumnType.LONG), new Field("said", ColumnType.STRING));
    assertThat(result.column("twice"))
        .containsExactlyElementsOf(
            LongStream.range(0, MANY).map(i -> 2 * (MANY - 1 - i)).boxed().toList());
    assertThat(result.column("said").get(0)).isEqualTo("row " + (MANY - 1) + "!");
  }

  @Test
  void a_map_may_make_fewer_and_more_rows() {
    engine().load("numbers", numbers(5000));

    Result result = Result.of(engine().map("SELECT n FROM numbers ORDER BY n", new Repeating()));

    List<Long> expected = new ArrayList<>();
    for (long n = 0; n < 5000; n++) {
      for (long i = 0; i < n % 3; i++) {
        expected.add(n);
      }
    }
    assertThat(result.column("n")).containsExactlyElementsOf(expected);
  }

  @Test
  void a_map_of_no_rows_has_columns() {
    engine().load("numbers", numbers(0));

    Result result = Result.of(engine().map("SELECT n, s FROM numbers", new Doubling()));

    assertThat(result.rows()).isEmpty();
    assertThat(result.fields()).hasSize(2);
  }

  @Test
  void what_a_map_throws_reaches_its_caller() {
    engine().load("numbers", numbers(10));

    assertThatThrownBy(() -> Result.of(engine().map("SELECT n FROM numbers", new Refusing())))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("Cannot take 7");
  }

  private Result query(String sql) {
    return Result.of(engine().query(sql));
  }

  private static Batches numbers(int rows) {
    List<Field> fields = List.of(FIELDS.get(0), FIELDS.get(2));
    Iterator<Batch> batches =
        IntStream.range(0, (rows + 999) / 1000)
            .mapToObj(
                k -> {
                  Batch batch = new Batch(fields, 1000);
                  for (int n = k * 1000; n < Math.min(rows, (k + 1) * 1000); n++) {
                    int row = batch.addRow();
                    batch.setLong(0, row, n);
                    batch.setText(1, row, "row " + n);
                  }
                  return batch;
                })
            .iterator();
    return Batches.of(fields, batches);
  }

  /** Twice the number, and the text with an exclamation mark. */
  record Doubling() implements BatchFunction {
    @Override
    public List<Field> writes(List<Field> reads) {
      return List.of(new Field("twice", ColumnType.LONG), new Field("said", ColumnType.STRING));
    }

    @Override
    public void apply(Batch in, Batch out) {
      for (int i = 0; i < in.rows(); i++) {
        int row = out.addRow();
        out.setLong(0, row, 2 * in.longs(0)[i]);
        out.setText(1, row, in.texts(1)[i] + "!");
      }
    }
  }

  /** Each number as often as what is left of it by three. */
  record Repeating() implements BatchFunction {
    @Override
    public List<Field> writes(List<Field> reads) {
      return reads;
    }

    @Override
    public void apply(Batch in, Batch out) {
      for (int i = 0; i < in.rows(); i++) {
        for (long k = 0; k < in.longs(0)[i] % 3; k++) {
          out.setLong(0, out.addRow(), in.longs(0)[i]);
        }
      }
    }
  }

  /** Fails at seven. */
  record Refusing() implements BatchFunction {
    @Override
    public List<Field> writes(List<Field> reads) {
      return reads;
    }

    @Override
    public void apply(Batch in, Batch out) {
      for (int i = 0; i < in.rows(); i++) {
        if (in.longs(0)[i] == 7) {
          throw new LakeException("Cannot take 7: it is refused");
        }
      }
    }
  }
}
