// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each benchmark at 20,000 rows. What is compared must agree, or the benchmark itself fails: rows
 * and amounts of ingest, the fields of fold and query, the steps of both engines, the rows that
 * each layout finds.
 */
class BenchmarksTest {

  @TempDir static Path data;
  private static Options options;

  @BeforeAll
  static void choose() {
    options = new Options(List.of(), 20_000, 0, List.of(5_000L, 10_000L), 1, 1, 2, 512, data);
  }

  private static String report(Options chosen, Runner runner) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Main.run(
        chosen,
        new Session(chosen, runner),
        Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC),
        new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Options only(String name) {
    return new Options(
        List.of(name),
        options.rows(),
        options.large(),
        options.sizes(),
        options.repeats(),
        options.minutes(),
        options.threads(),
        options.memoryMebibytes(),
        options.data());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "columns",
        "fold",
        "features",
        "boost",
        "assign",
        "density",
        "allocate",
        "experiments"
      })
  void runs_at_a_small_size_and_what_it_compares_agrees(String name) {
    requireWell(name);
  }

  /** Those that start Spark, make several lakes or take many rounds however small they are. */
  @ParameterizedTest
  @Tag("slow")
  @ValueSource(
      strings = {
        "ingest",
        "customer",
        "erasure",
        "value",
        "bayes",
        "churn",
        "kmeans",
        "uplift",
        "recommend",
        "collect",
        "growth",
        "engines",
        "layout",
        "identity",
        "ladder",
        "tsne",
        "segments",
        "loop",
        "serve"
      })
  void those_that_take_long_run_at_a_small_size_too(String name) {
    requireWell(name);
  }

  private static void requireWell(String name) {
    String report = report(only(name), Runner.here());

    assertThat(report)
        .contains("### " + name + "\n", "JDK ", "2026-03-01", "|---|---:|")
        .doesNotContain("Not measured", "NaN", "null");
  }

  @Test
  @Tag("slow")
  void a_large_size_is_a_lake_of_several_batches_beside_the_ordinary_one() {
    Options larger = only("fold").withLarge(40_000);

    assertThat(report(larger, Runner.here()))
        .containsPattern("\n2[0-9],[0-9]{3} events; ")
        .containsPattern("\n4[0-9],[0-9]{3} events; ")
        .doesNotContain("did not finish");
  }

  @Test
  void a_work_runs_in_a_process_of_its_own_and_its_peak_is_known() {
    Options chosen = only("customer");

    String report = report(chosen, new ChildProcesses());

    assertThat(report).containsPattern("history \\| [0-9.]+ \\| [0-9.]+ \\| [0-9.]+ \\| [0-9–]+ ");
  }
}
