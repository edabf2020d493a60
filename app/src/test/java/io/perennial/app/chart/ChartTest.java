// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {

  private static final String ODD = "a & b <script>\"x\"</script> é";

  static Stream<Chart> charts() {
    List<Double> some = List.of(1.0, 2.5, Double.NaN);
    return Stream.of(
        new LineChart(
            ODD,
            "week",
            "n",
            List.of(1.0, 2.0, 3.0),
            List.of(
                new LineChart.Series("actual", some, false),
                new LineChart.Series("expected", some, true)),
            List.of(new LineChart.Mark(2, "hold-out")),
            1),
        new LineChart("empty", "x", "y", List.of(), List.of(), List.of(), 0),
        new BarChart(
            ODD,
            "group",
            "n",
            List.of("0", "1+", ODD),
            List.of(new LineChart.Series("actual", List.of(0.0, 1e9, 3.0), false)),
            0),
        new BarChart("empty", "x", "y", List.of(), List.of(), 0),
        new HeatGrid(
            ODD, "x", "y", List.of("1", "2", "3"), List.of(ODD), List.of(some), 1, "%.0f", 100),
        new RankChart(ODD, "row", "n", List.of(ODD, "b"), List.of(0.0, 7.0), 0),
        new RankChart("empty", "row", "n", List.of(), List.of(), 0),
        new ScatterMap(
            "map",
            ODD,
            "customers",
            List.of(1.0, 2.0, 3.0),
            List.of(1.0, 1.0, 1.0),
            List.of(
                new Colouring.ByGroup("segment", List.of(ODD, "b"), List.of(0, 1, -1)),
                new Colouring.ByNumber("value", List.of(1.0, 2.5, Double.NaN), 0))),
        new ScatterMap(
            "none",
            "empty",
            "customers",
            List.of(),
            List.of(),
            List.of(new Colouring.ByNumber("value", List.of(), 0))),
        new Sankey(
            ODD,
            "customers",
            List.of("May", "June"),
            List.of(ODD, "b"),
            List.of(new Sankey.Flow(0, 0, 1, 7), new Sankey.Flow(0, 1, 1, 0))),
        new Sankey("empty", "customers", List.of("May"), List.of(), List.of()),
        new ParallelProfile(
            "profile",
            ODD,
            List.of("x", ODD, "z"),
            List.of(ODD),
            List.of(List.of(9.0, -1.0, Double.NaN))),
        new ParallelProfile("nobody", "empty", List.of(), List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void a_picture_is_well_formed_and_holds_no_number_that_is_none(Chart chart) throws Exception {
    String svg = chart.svg();
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));

    assertThat(document.getDocumentElement().getAttribute("aria-label")).isNotEmpty();
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("<script");
    assertThat(chart.html()).contains(svg).doesNotContain("<script").doesNotContain("style=");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(chart.html())));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void its_table_has_the_same_numbers(Chart chart) {
    String html = chart.table().html();

    assertThat(html).startsWith("<table>").doesNotContain("<script");
    if (chart instanceof LineChart line && !line.x().isEmpty()) {
      assertThat(chart.table().rows())
          .containsExactly(
              List.of("1", "1.0", "1.0"), List.of("2", "2.5", "2.5"), List.of("3", "–", "–"));
    }
  }

  @Test
  void an_axis_ends_at_round_numbers_and_marks_them_in_few_digits() {
    Axis axis = Axis.round(0, 1_437, 5, 300, 0);

    assertThat(axis.marks()).containsExactly(0.0, 500.0, 1_000.0, 1_500.0);
    assertThat(axis.at(0)).isEqualTo(300);
    assertThat(axis.at(1_500)).isEqualTo(0);
    assertThat(axis.label(1_000)).isEqualTo("1,000");
    assertThat(Axis.round(0, 0.7, 5, 0, 1).label(0.2)).isEqualTo("0.2");
    assertThat(Axis.round(0, 42_000, 5, 0, 1).label(20_000)).isEqualTo("20k");
  }

  @Test
  void an_axis_of_one_value_has_room() {
    assertThat(Axis.round(0, 0, 5, 0, 100).at(1)).isFinite();
    assertThat(Axis.exact(3, 3, 5, 0, 100).at(3)).isZero();
  }

  @Test
  void a_row_with_too_few_cells_is_refused() {
    assertThatThrownBy(() -> new DataTable(List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 cells (must be 2)");
  }
}
