// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentChartsTest {

  private static final Colouring.ByGroup SEGMENT =
      new Colouring.ByGroup("Segment", List.of("Champions", "At risk"), List.of(0, 1, 1, -1));
  private static final Colouring.ByNumber VALUE =
      new Colouring.ByNumber("Value, EUR", List.of(900.0, 10.0, 30.0, Double.NaN), 0);

  @Test
  void a_point_of_a_map_tells_its_group_and_value_and_has_a_class_for_each_way_to_see_it() {
    ScatterMap map =
        new ScatterMap(
            "map",
            "Customers",
            "customers",
            List.of(0.0, 1.0, 2.0, 3.0),
            List.of(0.0, 0.0, 1.0, 1.0),
            List.of(SEGMENT, VALUE));

    assertThat(map.svg())
        .contains("class=\"dot as1g1 as2q5\"><title>Segment: Champions; Value, EUR: 900</title>")
        .contains("class=\"dot as1g0 as2q0\"><title>Segment: none; Value, EUR: none</title>");
    assertThat(map.html())
        .contains("id=\"map-1\" class=\"way1\" checked=\"checked\"")
        .contains("<label for=\"map-2\">Value, EUR</label>");
    assertThat(map.table().head())
        .containsExactly("Segment", "customers", "share", "Value, EUR, median");
    assertThat(map.table().rows())
        .containsExactly(
            List.of("Champions", "1", "25.0%", "900"), List.of("At risk", "2", "50.0%", "30"));
  }

  @Test
  void numbers_are_cut_into_fifths_and_equal_ones_are_in_one() {
    Colouring.ByNumber hundred =
        new Colouring.ByNumber("n", IntStream.range(0, 100).mapToObj(i -> (double) i).toList(), 0);

    assertThat(hundred.keys())
        .extracting(Colouring.Key::words)
        .containsExactly("0 to 19", "20 to 39", "40 to 59", "60 to 79", "80 to 99");
    assertThat(hundred.style(19)).isEqualTo("q1");
    assertThat(hundred.style(20)).isEqualTo("q2");
    assertThat(new Colouring.ByNumber("n", Collections.nCopies(9, 4.0), 0).keys())
        .containsExactly(new Colouring.Key("q5", "4"));
  }

  @Test
  void groups_beyond_the_eighth_share_a_colour() {
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "group " + i).toList();
    Colouring.ByGroup groups = new Colouring.ByGroup("g", names, List.of(7, 8, 9));

    assertThat(groups.style(0)).isEqualTo("g8");
    assertThat(groups.style(2)).isEqualTo("g0");
    assertThat(groups.keys()).hasSize(9).last().isEqualTo(new Colouring.Key("g0", "others"));
  }

  @Test
  void a_map_of_too_many_points_or_of_others_is_refused() {
    List<Double> many = Collections.nCopies(5_001, 0.0);
    assertThatThrownBy(() -> new ScatterMap("m", "t", "u", many, many, List.of(VALUE)))
        .hasMessage("Invalid map: 5001 by 5001 places (must be as many, at most 5000)");
    List<Double> two = List.of(0.0, 0.0);
    assertThatThrownBy(() -> new ScatterMap("m", "t", "u", two, two, List.of(VALUE)))
        .hasMessage("Invalid colouring Value, EUR: 4 points (must be 2)");
    List<Double> lost = List.of(0.0, Double.NaN);
    assertThatThrownBy(() -> new ScatterMap("m", "t", "u", two, lost, List.of(VALUE)))
        .hasMessage("Invalid place of point 1: 0.0, NaN (must be finite)");
    assertThatThrownBy(() -> new ScatterMap("m", "t", "u", two, two, List.of()))
        .hasMessage("Invalid colourings: 0 (must be 1 to 3)");
    assertThatThrownBy(() -> new Colouring.ByGroup("g", List.of("a"), List.of(1)))
        .hasMessage("Invalid group: 1 (must be -1 to 0)");
    assertThatThrownBy(() -> Switch.html("<", "", List.of(), List.of(), ""))
        .hasMessageStartingWith("Invalid id of a chart: <");
  }

  @Test
  void flows_tell_who_went_where_and_which_share_they_are() {
    Sankey sankey =
        new Sankey(
            "Moves",
            "customers",
            List.of("May", "June", "July"),
            List.of("Loyal", "Lost"),
            List.of(
                new Sankey.Flow(0, 0, 0, 75),
                new Sankey.Flow(0, 0, 1, 25),
                new Sankey.Flow(1, 1, 0, 5)));

    assertThat(sankey.svg())
        .contains("May to June: 25 customers went from Loyal to Lost, 25.0% of Loyal")
        .contains("75 customers stayed in Loyal, 75.0% of Loyal");
    assertThat(sankey.table().rows())
        .containsExactly(
            List.of("May to June", "Loyal", "Loyal", "75", "75.0%"),
            List.of("May to June", "Loyal", "Lost", "25", "25.0%"),
            List.of("June to July", "Lost", "Loyal", "5", "100.0%"));
    assertThatThrownBy(
            () ->
                new Sankey(
                    "t", "u", List.of("May"), List.of("a"), List.of(new Sankey.Flow(0, 0, 0, 1))))
        .hasMessageStartingWith("Invalid flow: Flow[instant=0");
  }

  @Test
  void a_profile_says_in_words_how_far_a_group_is_from_all() {
    ParallelProfile profile =
        new ParallelProfile(
            "p",
            "Profiles",
            List.of("Orders", "Returns"),
            List.of("Champions"),
            List.of(List.of(3.14, -0.2)));

    assertThat(profile.table().rows())
        .containsExactly(
            List.of("Orders", "much more (+3.1)"), List.of("Returns", "as usual (-0.2)"));
    assertThat(profile.svg()).contains("Champions, Orders: much more (+3.1)");
    assertThat(profile.html()).contains("<span class=\"swatch g1\"></span>Champions</label>");
    assertThatThrownBy(
            () -> new ParallelProfile("p", "t", List.of("x"), List.of("a"), List.of(List.of())))
        .hasMessage("Invalid profile: 0 features (must be 1)");
  }
}
