// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void nothing_said_means_all_benchmarks_at_ten_million_rows_three_times() {
    Options options = Options.parse(List.of());

    assertThat(options.names()).isEmpty();
    assertThat(options.rows()).isEqualTo(10_000_000);
    assertThat(options.large()).isZero();
    assertThat(options.repeats()).isEqualTo(3);
    assertThat(options.growthSizes())
        .containsExactly(1_000_000L, 2_000_000L, 4_000_000L, 8_000_000L, 16_000_000L, 32_000_000L);
  }

  @Test
  void names_and_options_come_in_any_order() {
    Options options =
        Options.parse(
            List.of(
                "fold",
                "--rows",
                "20k",
                "--large=3M",
                "erasure",
                "--sizes",
                "1k,2k",
                "--repeats",
                "5",
                "--data",
                "elsewhere"));

    assertThat(options.names()).containsExactly("fold", "erasure");
    assertThat(options.rows()).isEqualTo(20_000);
    assertThat(options.large()).isEqualTo(3_000_000);
    assertThat(options.growthSizes()).containsExactly(1_000L, 2_000L);
    assertThat(options.repeats()).isEqualTo(5);
    assertThat(options.data()).isEqualTo(Path.of("elsewhere"));
  }

  @Test
  void what_is_wrong_is_named() {
    assertThatThrownBy(() -> Options.parse(List.of("--row", "1")))
        .hasMessage(
            "Unknown option: --row (there are --rows, --large, --sizes, --repeats, --minutes, --data)");
    assertThatThrownBy(() -> Options.parse(List.of("--rows")))
        .hasMessage("Missing value of --rows");
    assertThatThrownBy(() -> Options.parse(List.of("--rows", "many")))
        .hasMessage("Invalid --rows: many (must be a number such as 250000, 20k or 10M)");
    assertThatThrownBy(() -> Options.parse(List.of("--rows", "10")))
        .hasMessage("Invalid --rows: 10 (must be >= 1000)");
    assertThatThrownBy(() -> Main.named(List.of("folds")))
        .hasMessage(
            "Unknown benchmark: folds (there are ingest, collect, growth, columns, fold, features,"
                + " engines, layout, customer, erasure, identity, value, boost, bayes, ladder, churn,"
                + " assign, kmeans, density, tsne, segments, uplift, allocate, loop, recommend,"
                + " experiments, serve)");
    assertThatThrownBy(() -> WorkName.ofWord("sleep"))
        .hasMessageStartingWith("Unknown work: sleep");
  }
}
