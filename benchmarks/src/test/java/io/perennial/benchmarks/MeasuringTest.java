// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuringTest {

  private static Sample sample(double wall, String fact) {
    return new Sample(List.of(2 * wall, wall), List.of(wall, wall), 100, Map.of("sum", fact));
  }

  @Test
  void a_sample_comes_back_from_its_lines_whatever_else_was_printed() {
    Sample sample =
        new Sample(List.of(1.25, 0.5), List.of(2.0, 0.75), 321.5, Map.of("rows", "7", "of", "a b"));
    List<String> lines = new ArrayList<>(sample.lines());
    lines.add(0, "a library says hello");

    assertThat(Sample.ofLines(lines)).isEqualTo(sample);
  }

  @Test
  void a_series_tells_median_and_range_of_the_last_round_and_the_highest_peak() {
    Series series = new Series();
    series.add(sample(3, "1"));
    series.add(sample(1, "1"));
    series.add(sample(20, "1"));

    assertThat(series.wallText()).isEqualTo("3.00 (1.00…20.0)");
    assertThat(series.firstWallText()).isEqualTo("6.00 (2.00…40.0)");
    assertThat(series.peak()).isEqualTo(100);
  }

  @Test
  void numbers_agree_to_a_billionth_and_no_further() {
    assertThatCode(
            () -> Agreement.close("sum", sample(1, "1,5000000000.0"), sample(1, "1,5000000000.4")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Agreement.close("sum", sample(1, "1,50000.0"), sample(1, "1,50000.4")))
        .hasMessage("Cannot compare: sum is 1,50000.0 and 1,50000.4");
    assertThatThrownBy(() -> Agreement.same("sum", sample(1, "1"), sample(1, "2")))
        .hasMessage("Cannot compare: sum is 1 and 2");
  }

  @Test
  void a_table_is_markdown() {
    assertThat(new Table("work", "s").row("fold", "1.0").toString())
        .isEqualTo("| work | s |\n|---|---:|\n| fold | 1.0 |\n");
  }

  @Test
  void a_round_is_timed_and_what_it_noted_is_kept() throws Exception {
    Timing timing = new Timing();

    assertThat(timing.round(() -> 7)).isEqualTo(7);
    timing.fact("answer", 7);

    assertThat(timing.sample().wall()).hasSize(1).allMatch(seconds -> seconds >= 0);
    assertThat(timing.sample().count("answer")).isEqualTo(7);
  }
}
