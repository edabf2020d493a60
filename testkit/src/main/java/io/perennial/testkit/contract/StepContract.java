// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.Engine;
import io.perennial.lake.LakeException;
import io.perennial.lake.SqlStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What running a step must do. */
public abstract class StepContract {

  /** The engine under test. */
  protected abstract Engine engine();

  @Test
  void a_table_has_the_rows_of_the_query_and_their_number_is_answered() {
    long rows =
        engine()
            .run(
                step("numbers", "SELECT n FROM (VALUES (1), (2), (3)) AS t(n) WHERE n <> :without"),
                Map.of("without", 2));

    assertThat(rows).isEqualTo(2);
    assertThat(query("SELECT n FROM numbers ORDER BY n").column("n")).containsExactly(1L, 3L);
  }

  @Test
  void a_table_may_have_no_rows() {
    assertThat(engine().run(step("nothing", "SELECT 1 AS n, 'a' AS s WHERE FALSE"), Map.of()))
        .isZero();
    assertThat(query("SELECT count(*) AS n FROM nothing").only()).isEqualTo(0L);
  }

  @Test
  void a_view_answers_minus_one_and_sees_later_rows() {
    engine().run(step("base", "SELECT 1 AS n"), Map.of());

    long rows = engine().run(view("above", "SELECT n + :more AS m FROM base"), Map.of("more", 10));

    assertThat(rows).isEqualTo(-1);
    assertThat(query("SELECT m FROM above").only()).isEqualTo(11L);
    engine().run(step("base", "SELECT 2 AS n"), Map.of());
    assertThat(query("SELECT m FROM above").only()).isEqualTo(12L);
  }

  @Test
  void every_type_of_value_arrives_as_it_is() {
    engine()
        .run(
            step(
                "bound",
                """
                SELECT :text AS a_text, :many AS a_long, :few AS an_int, :share AS a_double,
                       :yes AS a_boolean, :at AS an_instant, :money AS a_decimal
                """),
            Map.of(
                "text",
                "Ünï",
                "many",
                Long.MIN_VALUE + 1,
                "few",
                -3,
                "share",
                0.1,
                "yes",
                true,
                "at",
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                "money",
                new BigDecimal("-12.3400")));

    assertThat(query("SELECT * FROM bound").rows())
        .containsExactly(
            Arrays.asList(
                "Ünï",
                Long.MIN_VALUE + 1,
                -3L,
                0.1,
                true,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                -12.34));
  }

  @Test
  void a_value_stands_wherever_an_expression_may() {
    engine()
        .run(
            step(
                "limited",
                "SELECT n FROM (VALUES (1), (2), (3)) AS t(n) ORDER BY n DESC LIMIT :rows"),
            Map.of("rows", 2));

    assertThat(query("SELECT sum(n) AS s FROM limited").only()).isEqualTo(5L);
  }

  @Test
  void lists_are_sets_to_be_in() {
    engine()
        .run(
            step(
                "listed",
                """
                SELECT n, s FROM (VALUES (1, 'a'), (2, 'it''s'), (3, NULL)) AS t(n, s)
                WHERE n IN :numbers OR s IN :texts OR n IN :none
                """),
            Map.of("numbers", List.of(1L, 7L), "texts", List.of("it's", ")"), "none", List.of()));

    assertThat(query("SELECT n FROM listed ORDER BY n").column("n")).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'",
        "''",
        "\\",
        "\\'",
        "'; DROP TABLE safe; --",
        "\\'; DROP TABLE safe; --",
        "' OR '1' = '1",
        "/* :other */ -- :other",
        ":other",
        "${spark.app.name}",
        "$$x$$",
        "\" ` %s %n {} ? $1 \\1 \\u0041 \\x41 \\n",
        "two\nlines\r\n\ttab",
        "Ünïcödé 日本 \uD83D\uDE00",
        "NULL"
      })
  void a_text_is_a_text_whatever_it_says(String text) {
    engine().run(step("safe", "SELECT 1 AS n"), Map.of());

    engine().run(step("said", "SELECT :text AS s, ':text' AS t"), Map.of("text", text));

    assertThat(query("SELECT s, t FROM said").rows()).containsExactly(List.of(text, ":text"));
    assertThat(query("SELECT n FROM safe").only()).isEqualTo(1L);
    engine().run(view("said_again", "SELECT :text AS s"), Map.of("text", text));
    assertThat(query("SELECT s FROM said_again").only()).isEqualTo(text);
  }

  @Test
  void a_text_with_a_nul_character_is_refused() {
    assertThatThrownBy(
            () -> engine().run(step("said", "SELECT :text AS s"), Map.of("text", "a\0b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NUL");
  }

  @Test
  void a_table_may_become_a_view_and_a_view_a_table() {
    engine().run(step("thing", "SELECT 1 AS n"), Map.of());
    engine().run(view("thing", "SELECT 2 AS n"), Map.of());
    assertThat(query("SELECT n FROM thing").only()).isEqualTo(2L);

    engine().run(step("thing", "SELECT 'three' AS s"), Map.of());
    assertThat(query("SELECT s FROM thing").only()).isEqualTo("three");
  }

  @Test
  void a_table_may_be_made_from_what_it_was() {
    engine().run(step("growing", "SELECT 1 AS n"), Map.of());
    engine()
        .run(
            step("growing", "SELECT n FROM growing UNION ALL SELECT n + 1 AS n FROM growing"),
            Map.of());

    assertThat(query("SELECT n FROM growing ORDER BY n").column("n")).containsExactly(1L, 2L);
  }

  @Test
  void a_step_that_fails_leaves_the_table_as_it_was() {
    engine().run(step("kept", "SELECT 1 AS n"), Map.of());

    assertThatThrownBy(
            () -> engine().run(step("kept", "SELECT CAST('x' AS BIGINT) AS n"), Map.of()))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot run step kept_step");
    assertThat(query("SELECT n FROM kept").only()).isEqualTo(1L);
  }

  @Test
  void an_unknown_table_is_told_by_its_name() {
    assertThatThrownBy(() -> engine().run(step("t", "SELECT n FROM nowhere_at_all"), Map.of()))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot run step t_step: ")
        .hasMessageContaining("nowhere_at_all");
  }

  @Test
  void an_unknown_column_is_told_by_its_name() {
    engine().run(step("base", "SELECT 1 AS n"), Map.of());

    assertThatThrownBy(() -> engine().run(step("t", "SELECT nosuch FROM base"), Map.of()))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("t_step")
        .hasMessageContaining("nosuch");
  }

  @Test
  void sql_that_is_none_is_told() {
    assertThatThrownBy(() -> engine().run(step("t", "SELEKT 1 AS n"), Map.of()))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot run step t_step: ")
        .hasMessageContaining("SELEKT");
  }

  @Test
  void a_value_too_few_or_too_many_is_told() {
    assertThatThrownBy(() -> engine().run(step("t", "SELECT :x AS n"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Missing value :x for step t_step");
    assertThatThrownBy(() -> engine().run(step("t", "SELECT 1 AS n"), Map.of("y", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown values [y] for step t_step");
  }

  @Test
  void what_is_dropped_is_unknown_and_dropping_it_again_is_no_error() {
    engine().run(step("gone", "SELECT 1 AS n"), Map.of());
    engine().run(view("gone_too", "SELECT 1 AS n"), Map.of());

    engine().drop("gone");
    engine().drop("gone_too");
    engine().drop("gone");

    assertThatThrownBy(() -> query("SELECT n FROM gone"))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("gone");
    assertThatThrownBy(() -> query("SELECT n FROM gone_too"))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("gone_too");
  }

  @Test
  void the_last_line_of_a_step_may_be_a_comment() {
    engine().run(step("commented", "SELECT 1 AS n -- one"), Map.of());
    engine().run(view("commented_view", "SELECT 1 AS n -- one"), Map.of());

    assertThat(query("SELECT n FROM commented").only()).isEqualTo(1L);
    assertThat(query("SELECT n FROM commented_view -- all").only()).isEqualTo(1L);
  }

  private Result query(String sql) {
    return Result.of(engine().query(sql));
  }

  private static SqlStep step(String writes, String select) {
    return SqlStep.ofText(writes + "_step", "-- writes  " + writes + "(…)\n" + select);
  }

  private static SqlStep view(String writes, String select) {
    return SqlStep.ofText(writes + "_step", "-- writes  view " + writes + "(…)\n" + select);
  }
}
