// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.EngineSettings;
import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.testkit.contract.GoldenStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step of every module has golden rows, which both engines make. */
class StepParityTest {

  @TempDir static Path folder;
  private static DuckDbEngine duckDb;
  private static SparkEngine spark;

  @BeforeAll
  static void open() {
    duckDb = DuckDbEngine.open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
    spark = SharedSpark.ofSmallRows(folder.resolve("work"));
  }

  @AfterAll
  static void close() {
    spark.close();
    duckDb.close();
  }

  /** The modules stand side by side; tests run in the folder of theirs. */
  static Stream<GoldenStep> steps() throws IOException {
    return GoldenStep.under(modules()).stream();
  }

  private static Path modules() {
    return Path.of("").toAbsolutePath().getParent();
  }

  @Test
  void every_step_has_golden_rows() throws IOException {
    assertThat(GoldenStep.missing(modules()))
        .as("steps without golden rows: put step.golden beside step.sql")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void a_step_makes_its_golden_rows_on_both_engines(GoldenStep step) {
    step.check(duckDb);
    step.check(spark);
  }
}
