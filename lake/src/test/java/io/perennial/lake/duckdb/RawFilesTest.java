// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.lake.Batches;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.LakeException;
import io.perennial.lake.RawScan;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TestLake;
import io.perennial.lake.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only this engine can get wrong about files. */
class RawFilesTest {

  @TempDir Path folder;
  private DuckDbEngine engine;

  @BeforeEach
  void open() {
    engine = TestLake.engine(folder);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void a_file_whose_name_is_a_pattern_stands_for_itself() throws IOException {
    Path named = Files.writeString(folder.resolve("p*[1]?.csv"), "a\n1\n");
    Files.writeString(folder.resolve("pq1x.csv"), "a\n2\n");

    engine.view("raw", scan(named, new TextFormat.Csv(',', '"', true, "utf-8", 0)));

    assertThat(texts("SELECT a FROM raw")).containsExactly("1");
  }

  @Test
  void a_json_line_of_three_million_characters_is_broken_and_the_others_are_read()
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("long.jsonl"),
            "{\"a\":\"1\"}\n{\"a\":\"" + "x".repeat(3_000_000) + "\"}\n{\"a\":\"3\"}\n");

    engine.view("raw", scan(file, new TextFormat.JsonLines()));

    assertThat(texts("SELECT a FROM raw ORDER BY a")).containsExactly("1", "3");
    assertThat(engine.brokenLines("raw"))
        .extracting(BrokenLine::line, BrokenLine::reason)
        .containsExactly(tuple(2L, "the line is longer than 2 million characters"));
  }

  @Test
  void an_error_of_a_step_does_not_quote_data() {
    SqlStep step =
        SqlStep.ofText("wrong", "-- writes t\nSELECT CAST('jane@example.org' AS INTEGER) AS n");

    assertThatThrownBy(() -> engine.run(step, Map.of()))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("Cannot run step wrong: Conversion Error")
        .hasMessageNotContaining("jane")
        .hasNoCause();
  }

  @Test
  void two_columns_of_one_name_keep_their_own_values() {
    try (Batches rows = engine.query("SELECT 1 AS a, 2 AS a")) {
      rows.next();
      assertThat(rows.batch().longs(0)[0]).isEqualTo(1);
      assertThat(rows.batch().longs(1)[0]).isEqualTo(2);
    }
  }

  private static RawScan scan(Path file, TextFormat format) {
    return new RawScan(List.of(file), format, Map.of("a", "a"), List.of(), false);
  }

  private List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          texts.add(rows.batch().texts(0)[i]);
        }
      }
    }
    return texts;
  }
}
