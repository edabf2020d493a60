// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.IdentityConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Latitude and longitude are one attribute, compared by metres. */
class CoordinatesTest {

  /** Metres in a degree of latitude, on the sphere. */
  private static final double DEGREE = 6_371_008.8 * Math.PI / 180;

  private static RecordTable table(String... said) {
    return table(new RecordTableBuilder(), said);
  }

  /** Records with attributes and values, three texts each. */
  private static RecordTable table(RecordTableBuilder builder, String... said) {
    for (int i = 0; i < said.length; i += 3) {
      builder.add(Long.parseLong(said[i]), "shop", said[i + 1], said[i + 2]);
    }
    return builder.build();
  }

  private static List<String> names(RecordTable table) {
    return table.attributes().stream().map(ComparedAttribute::name).toList();
  }

  private static String level(RecordTable table, int a, int b) {
    byte[] levels = new byte[table.attributes().size()];
    new PairComparer(table).compare(a, b, levels, new int[levels.length]);
    return table.attributes().get(0).levels().names().get(levels[0]);
  }

  private static String degrees(double degrees) {
    return String.format(Locale.ROOT, "%.6f", degrees);
  }

  @Nested
  class Distances {

    private static double metres(double... of) {
      return Coordinates.metres(
          Coordinates.of(of[0], of[1]).getAsLong(), Coordinates.of(of[2], of[3]).getAsLong());
    }

    @Test
    void are_those_that_were_published() {
      // Rosetta Code, Haversine formula: Nashville to Los Angeles, 2887.26 km of radius 6372.8 km
      assertThat(metres(36.12, -86.67, 33.94, -118.40) * 6_372_800 / 6_371_008.8)
          .isCloseTo(2_887_260, within(10.0));
      // C. Veness, Movable Type Scripts: Land's End to John o' Groats, 968.9 km of radius 6371 km
      assertThat(metres(50.066389, -5.714722, 58.643889, -3.07)).isCloseTo(968_900, within(60.0));
      // a quarter of a meridian, and half a turn: 10,007.557 and 20,015.115 km of the mean radius
      assertThat(metres(0, 10, 90, 10)).isCloseTo(10_007_557, within(1.0));
      assertThat(metres(0, 10, 0, -170)).isCloseTo(20_015_115, within(1.0));
    }

    @Test
    void are_small_across_the_line_of_dates_and_at_a_pole() {
      assertThat(metres(-17, 179.9995, -17, -179.9995)).isCloseTo(106.3, within(.2));
      assertThat(metres(89.9999, 0, 89.9999, 180)).isCloseTo(22.2, within(.1));
      assertThat(metres(48, 11, 48, 11)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "48.1372, 11.5755",
        "48.1372 11.5755",
        "48,1372; 11,5755",
        "48,1372, 11,5755",
        "(48.137200,11.575500)",
        "[48.1372, 11.5755]",
        "geo:48.1372,11.5755",
        "48.1372° N, 11.5755° E",
        "POINT(11.5755 48.1372)",
        "SRID=4326;POINT (11.5755 48.1372 519.0)"
      })
  void a_position_is_written_in_many_ways(String text) {
    assertThat(NormalForm.of(AttributeKind.COORDINATES).of(text)).isEqualTo("48.137200,11.575500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0, 0.0", "48.1372", "48,1372", "48, 11", "91.5, 11.5", "48.1, 181.5", "Munich"})
  void all_else_is_none(String text) {
    assertThat(Coordinates.parse(text)).isEmpty();
  }

  @Test
  void south_and_west_are_below_zero() {
    assertThat(NormalForm.of(AttributeKind.COORDINATES).of("33.8688 S 151.2093 W"))
        .isEqualTo("-33.868800,-151.209300")
        .isEqualTo(NormalForm.of(AttributeKind.COORDINATES).of("-33.8688 -151.2093"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, equal",
    "24, same house",
    "26, same street",
    "149, same street",
    "151, same quarter",
    "999, same quarter",
    "1001, same town",
    "9999, same town",
    "10001, different",
    "900000, different"
  })
  void levels_are_of_metres(double metres, String level) {
    RecordTable table =
        table(
            "1",
            "lat",
            "48.137200",
            "1",
            "lon",
            "11.575500",
            "2",
            "lat",
            degrees(48.1372 + metres / DEGREE),
            "2",
            "lon",
            "11.575500");

    assertThat(level(table, 0, 1)).isEqualTo(level);
    assertThat(level(table, 1, 0)).isEqualTo(level);
    assertThat(table.attributes().get(0).levels().household()).isTrue();
  }

  @Nested
  class Attributes {

    @Test
    void two_numbers_become_one_position() {
      RecordTable table =
          table(
              "1",
              "home_latitude",
              "48,1372",
              "1",
              "home_longitude",
              "11,5755",
              "2",
              "home_latitude",
              "48.1372",
              "2",
              "home_longitude",
              "11.5755",
              "3",
              "home_latitude",
              "48.1372");

      assertThat(names(table)).containsExactly("home_latitude home_longitude");
      assertThat(table.attributes().get(0).kind()).isEqualTo(AttributeKind.COORDINATES);
      assertThat(table.leftOut())
          .extracting(LeftOut::attribute)
          .containsExactly("home_latitude", "home_longitude");
      assertThat(level(table, 0, 1)).isEqualTo("equal");
      assertThat(level(table, 0, 2)).as("half a position is none").isEqualTo("missing");
    }

    @Test
    void of_several_positions_the_closest_two_count() {
      RecordTable table =
          table(
              "1", "lat", "52.5200", "1", "lat", "48.1372", "1", "lng", "13.4050", "1", "lng",
              "11.5755", "2", "lat", "48.1372", "2", "lng", "11.5755");

      assertThat(level(table, 0, 1)).isEqualTo("equal");
    }

    @Test
    void one_text_of_both_is_a_position_whatever_it_is_called() {
      List<String> said = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        said.addAll(List.of("" + i, "location", degrees(48 + i / 100.0) + ", 11.5755"));
      }
      RecordTable table = table(said.toArray(String[]::new));

      assertThat(table.attributes().get(0).kind()).isEqualTo(AttributeKind.COORDINATES);
      assertThat(level(table, 0, 1)).isEqualTo("same town");
    }

    @Test
    void what_is_not_of_one_position_stays_as_it_is() {
      assertThat(names(table("1", "lat", "48.13", "2", "lat", "48.14"))).containsExactly("lat");
      assertThat(names(table("1", "home_lat", "48.13", "1", "work_lon", "11.57")))
          .containsExactly("home_lat", "work_lon");
      assertThat(names(table("1", "lat", "Latin", "1", "long", "a long text")))
          .as("no degrees")
          .doesNotContain("lat long");
      assertThat(
              names(
                  table(
                      new RecordTableBuilder().kind("lat", AttributeKind.NUMBER),
                      "1",
                      "lat",
                      "48.13",
                      "1",
                      "lon",
                      "11.57")))
          .as("said to be a number")
          .containsExactly("lat", "lon");
    }

    @Test
    void a_claim_may_be_said_to_be_one() {
      assertThat(
              IdentityConfig.defaults()
                  .withCompare("where", Optional.of(AttributeKind.COORDINATES))
                  .compare())
          .containsEntry("where", Optional.of(AttributeKind.COORDINATES));
    }

    @Test
    void few_records_are_read_as_many_were() {
      RecordTable all =
          table(
              "1", "lat", "48.1372", "1", "lon", "11.5755", "2", "lat", "48.1380", "2", "lon",
              "11.5755");
      Reading reading = Reading.fromJson(all.reading().toJson());

      RecordTableBuilder copied = new RecordTableBuilder().reading(reading);
      copied.addNormal(1, "shop", "lat lon", all.text(0, all.value(0, 0, 0)));
      RecordTable alone = table(copied, "7", "lat", "48.1380", "7", "lon", "11.5755");

      assertThat(reading.hears("lat")).isTrue();
      assertThat(reading.hears("lon")).isTrue();
      assertThat(reading.makes("lat lon")).as("it is kept itself, not what it is of").isFalse();
      assertThat(names(alone)).containsExactly("lat lon");
      assertThat(level(alone, 0, 1)).isEqualTo(level(all, 0, 1)).isEqualTo("same street");
      assertThat(alone.hash(0, alone.value(0, 1, 0))).isEqualTo(all.hash(0, all.value(0, 1, 0)));
      assertThat(names(table(new RecordTableBuilder().reading(reading), "7", "lat", "48.1")))
          .as("half of it is nothing, and no number")
          .containsExactly("lat lon");
    }
  }
}
