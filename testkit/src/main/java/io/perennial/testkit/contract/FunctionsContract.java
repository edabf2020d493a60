// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.RecordId;
import io.perennial.domain.StableHash;
import io.perennial.lake.Engine;
import io.perennial.lake.raw.JsonLists;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the functions must answer whose definition differs by engine. */
public abstract class FunctionsContract {

  /** The engine under test. */
  protected abstract Engine engine();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "shop 42",
        "Ünïcödé 日本",
        "17850",
        " 17850 ",
        "exactly thirty-two characters ..",
        "much longer than thirty-two characters, and not in ASCII alone: \uD83D\uDE00 é"
      })
  void an_id_is_that_of_the_domain(String text) {
    assertThat(value("f_id('" + text + "')")).isEqualTo(StableHash.of(text));
  }

  @Test
  void an_id_of_system_and_key_is_a_record_id() {
    assertThat(value("f_id('shop' || chr(31) || '42')"))
        .isEqualTo(RecordId.of("shop", "42").value());
  }

  @Test
  void an_id_of_nothing_is_nothing() {
    assertThat(value("f_id(CAST(NULL AS STRING))")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "2026-01-31 10:11:12   | %Y-%m-%d %H:%M:%S    | 2026-01-31T10:11:12Z",
        "2026-01-31            | %Y-%m-%d             | 2026-01-31T00:00:00Z",
        "20260131              | %Y%m%d               | 2026-01-31T00:00:00Z",
        "01/02/2026 9:5        | %d/%m/%Y %H:%M       | 2026-02-01T09:05:00Z",
        "1/2/26 3:04 PM        | %m/%d/%y %I:%M %p    | 2026-01-02T15:04:00Z",
        "12/1/2010 12:26 am    | %m/%d/%Y %I:%M %p    | 2010-12-01T00:26:00Z",
        "12/1/2010 12:26 pm    | %m/%d/%Y %I:%M %p    | 2010-12-01T12:26:00Z",
        "68-01-01              | %y-%m-%d             | 2068-01-01T00:00:00Z",
        "69-01-01              | %y-%m-%d             | 1969-01-01T00:00:00Z",
        "5 Mar 2026            | %d %b %Y             | 2026-03-05T00:00:00Z",
        "5 mAR 2026            | %d %b %Y             | 2026-03-05T00:00:00Z",
        "March 5 2026          | %B %d %Y             | 2026-03-05T00:00:00Z",
        "2026-01-01 00:00:00.5 | %Y-%m-%d %H:%M:%S.%f | 2026-01-01T00:00:00.500Z",
        "2026-01-01 00:00:00.000001 | %Y-%m-%d %H:%M:%S.%f | 2026-01-01T00:00:00.000001Z",
        "2026-02-29            | %Y-%m-%d             | null",
        "2024-02-29            | %Y-%m-%d             | 2024-02-29T00:00:00Z",
        "2026-13-01            | %Y-%m-%d             | null",
        "2026-01-31 24:00      | %Y-%m-%d %H:%M       | null",
        "13:00 PM              | %I:%M %p             | null",
        "2026-01-31x           | %Y-%m-%d             | null",
        "2026-01-31 10         | %Y-%m-%d             | null",
        "2026-01-31            | %Y-%m-%d %H          | null",
        "2026/01/31            | %Y-%m-%d             | null",
        "nonsense              | %Y-%m-%d             | null",
        "12026-01-01           | %Y-%m-%d             | null",
        "null                  | %Y-%m-%d             | null"
      })
  void a_timestamp_is_what_the_pattern_says_or_null(
      @Nullable String text, String pattern, @Nullable String expected) {
    assertThat(value("f_timestamp(" + quoted(text) + ", '" + pattern + "')"))
        .isEqualTo(instant(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "2026-01-31                     | 2026-01-31T00:00:00Z",
        "2026-01-31T10:11:12            | 2026-01-31T10:11:12Z",
        "2026-01-31 10:11               | 2026-01-31T10:11:00Z",
        "2026-01-31 10:11:12.5          | 2026-01-31T10:11:12.500Z",
        "2026-01-31T10:11:12.1234567    | 2026-01-31T10:11:12.123456Z",
        "2026-01-31T10:11:12Z           | 2026-01-31T10:11:12Z",
        "2026-01-31T10:11:12.250z       | 2026-01-31T10:11:12.250Z",
        "2026-01-31T10:11:12+02:00      | 2026-01-31T08:11:12Z",
        "2026-01-31 10:11:12-0530       | 2026-01-31T15:41:12Z",
        "2026-01-31 10:11:12+02         | 2026-01-31T08:11:12Z",
        "2026-01-01T00:30:00+01:00      | 2025-12-31T23:30:00Z",
        "2026-02-30                     | null",
        "2026-01-31T25:00:00            | null",
        "31.01.2026                     | null",
        "20260131                       | null",
        "nonsense                       | null",
        "null                           | null"
      })
  void an_iso_timestamp_is_utc_where_it_has_a_zone(
      @Nullable String text, @Nullable String expected) {
    assertThat(value("f_iso_timestamp(" + quoted(text) + ")")).isEqualTo(instant(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"key\": \"k\", \"value\": {\"a\": null, \"b\": \"17\"}}]",
        "[{\"key\": \"x\"}, {\"name\": \"k\", \"value\": \"Grüße\"}, {\"name\": \"k\", \"value\": \"2\"}]",
        "[{\"key\": \"k\", \"value\": \"\"}]",
        "[{\"key\": \"k\", \"value\": [1]}]",
        "[{\"key\": \"k\", \"value\": {\"a\": {\"b\": 1}}}]",
        "[{\"key\": \"k\", \"value\": 12.5}, {\"value\": \"0.10\"}, {\"value\": \"x\"}]",
        "[{\"value\": true}]",
        "[{\"value\": 3}, 5, null, {\"value\": null}]",
        "[5, \"k\"]",
        "[]",
        "{\"key\": \"k\", \"value\": 1}",
        "[{\"key\": ",
        "17",
        ""
      })
  void lists_of_json_answer_as_in_java(String list) {
    String given = quoted(list);
    assertThat(value("f_first_of(" + given + ", 'value')"))
        .isEqualTo(JsonLists.first(list, "value").orElse(null));
    assertThat(value("f_value_of(" + given + ", 'k')"))
        .isEqualTo(JsonLists.value(list, "k").orElse(null));
    assertThat(value("f_sum_of(" + given + ", 'value')"))
        .isEqualTo(JsonLists.sum(list, "value").orElse(null));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "12.5, 12.5",
        "-0.00005, -0.0001",
        "0.00005, 0.0001",
        "0.00004, 0",
        "1e3, 1000",
        "+7, 7",
        ".5, 0.5",
        "5., 5",
        "' 12.5 ', 12.5",
        "99999999999999.9999, 99999999999999.9999",
        "100000000000000, null",
        "'1,5', null",
        "1 000, null",
        "1_000, null",
        "1_0.5, null",
        "12.5 EUR, null",
        "1f, null",
        "NaN, null",
        "Infinity, null",
        "'', null",
        "null, null"
      })
  void a_decimal_is_exact_to_four_places_or_null(@Nullable String text, @Nullable String expected) {
    assertThat(value("CAST(f_decimal(" + quoted(text) + ") AS DOUBLE)"))
        .isEqualTo(expected == null ? null : Double.valueOf(expected));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "12.5, 12.5",
        "-1e-3, -0.001",
        "1E300, 1E300",
        "0.1, 0.1",
        "' 5 ', 5",
        "1e400, null",
        "NaN, null",
        "inf, null",
        "Infinity, null",
        "0x10, null",
        "1d, null",
        "1_000, null",
        "'1,5', null",
        "abc, null",
        "'', null",
        "null, null"
      })
  void a_double_is_finite_or_null(@Nullable String text, @Nullable String expected) {
    assertThat(value("f_double(" + quoted(text) + ")"))
        .isEqualTo(expected == null ? null : Double.valueOf(expected));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "a, a",
        "' a', a",
        "'a  ', a",
        "'  a b ', a b",
        "'   ', null",
        "'', null",
        "\u00e9, \u00e9",
        "'\ta', '\ta'",
        "'\u00a0a', '\u00a0a'",
        "null, null"
      })
  void a_text_has_no_blanks_around(@Nullable String text, @Nullable String expected) {
    assertThat(value("f_text(" + quoted(text) + ")")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"abc, 3", "'', 0", "\u00e9\u65e5, 5", "null, null"})
  void bytes_are_those_of_utf_8(@Nullable String text, @Nullable Long expected) {
    assertThat(value("f_bytes(" + quoted(text) + ")")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "Ada Lovelace, xxx xxxxxxxx",
        "a.b-2@mail.org, x.x-9@xxxx.xxx",
        "+49 (0)30 123, +99 (9)99 999",
        "Ünï 日本, xxx xx",
        "'', ''",
        "null, null"
      })
  void a_mask_shows_the_shape_alone(@Nullable String text, @Nullable String expected) {
    assertThat(value("f_mask(" + quoted(text) + ")")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "17850.0, 17850",
        "' 17850.0 ', 17850",
        "0017.0, 0017",
        "17850, 17850",
        "17850.00, 17850.00",
        "17850.5, 17850.5",
        "1.2.0, 1.2.0",
        ".0, .0",
        "-1.0, -1.0",
        "a1.0, a1.0",
        "' ada ', ada",
        "'  ', null",
        "null, null"
      })
  void a_key_of_whole_numbers_has_no_decimals(@Nullable String text, @Nullable String expected) {
    assertThat(value("f_key(" + quoted(text) + ")")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "12.5O EUR, 12.5x xxx",
        "a.b-2@mail.org, x.x-2@xxxx.xxx",
        "31 Feb 2025, 31 xxx 2025",
        "Ünï 日本, xxx xx",
        "'', ''",
        "null, null"
      })
  void a_mask_of_letters_leaves_digits(@Nullable String text, @Nullable String expected) {
    assertThat(value("f_mask_letters(" + quoted(text) + ")")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "2026-01-15 12:00:00, Europe/Berlin, 2026-01-15T11:00:00Z",
        "2026-07-15 12:00:00.000001, Europe/Berlin, 2026-07-15T10:00:00.000001Z",
        "2026-03-29 02:30:00, Europe/Berlin, 2026-03-29T01:30:00Z",
        "2026-10-25 02:30:00, Europe/Berlin, 2026-10-25T01:30:00Z",
        "2026-01-15 12:00:00, UTC, 2026-01-15T12:00:00Z",
        "2026-01-15 12:00:00, America/New_York, 2026-01-15T17:00:00Z",
        "2026-01-15 12:00:00, Asia/Kolkata, 2026-01-15T06:30:00Z",
        "null, Europe/Berlin, null"
      })
  void a_wall_clock_in_a_zone_becomes_utc(
      @Nullable String local, String zone, @Nullable String expected) {
    assertThat(value("f_local_to_utc(" + timestamp(local) + ", '" + zone + "')"))
        .isEqualTo(instant(expected));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "2026-01-15 11:00:00, Europe/Berlin, 2026-01-15T12:00:00Z",
        "2026-07-15 10:00:00.000001, Europe/Berlin, 2026-07-15T12:00:00.000001Z",
        "2026-03-29 01:00:00, Europe/Berlin, 2026-03-29T03:00:00Z",
        "2026-10-25 01:30:00, Europe/Berlin, 2026-10-25T02:30:00Z",
        "2026-01-15 23:30:00, Asia/Kolkata, 2026-01-16T05:00:00Z",
        "2026-01-15 12:00:00, UTC, 2026-01-15T12:00:00Z",
        "null, Europe/Berlin, null"
      })
  void an_instant_has_a_wall_clock_in_a_zone(
      @Nullable String utc, String zone, @Nullable String expected) {
    assertThat(value("f_utc_to_local(" + timestamp(utc) + ", '" + zone + "')"))
        .isEqualTo(instant(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      quoteCharacter = '`',
      value = {
        "a1b22c | [0-9]+     | _   | a_b_c",
        "a1b22c | [0-9]      | ``  | abc",
        "aaa    | ^a         | b   | baa",
        "Ünï 日本 | [^a-zÜ ]+ | x   | Ünx x",
        "null   | a          | b   | null"
      })
  void every_match_of_a_pattern_is_replaced(
      @Nullable String text, String pattern, String replacement, @Nullable String expected) {
    assertThat(
            value(
                "f_replace_all("
                    + quoted(text)
                    + ", "
                    + quoted(pattern)
                    + ", "
                    + quoted(replacement)
                    + ")"))
        .isEqualTo(expected);
  }

  @Test
  void a_text_becomes_json_with_its_quotes() {
    assertThat(value("f_json('say \"hi\" é 日本/')")).isEqualTo("\"say \\\"hi\\\" é 日本/\"");
    assertThat(value("f_json('a' || chr(10) || chr(9) || chr(92) || chr(1))"))
        .isEqualTo("\"a\\n\\t\\\\\\u0001\"");
    assertThat(value("f_json(CAST(NULL AS STRING))")).isNull();
  }

  @Test
  void days_have_fractions_and_a_sign() {
    assertThat(
            value("f_days(" + at("2026-01-01 00:00:00") + ", " + at("2026-01-02 12:00:00") + ")"))
        .isEqualTo(1.5);
    assertThat(
            value("f_days(" + at("2026-01-02 00:00:00") + ", " + at("2026-01-01 00:00:00") + ")"))
        .isEqualTo(-1.0);
    assertThat(
            value(
                "f_days("
                    + at("1999-12-31 23:59:59.999999")
                    + ", "
                    + at("2026-01-01 00:00:00")
                    + ")"))
        .isEqualTo((9497 * 86_400_000_000L + 1) / 8.64e10);
    assertThat(value("f_days(" + timestamp(null) + ", " + at("2026-01-01 00:00:00") + ")"))
        .isNull();
  }

  @Test
  void days_are_added_over_months_and_back() {
    assertThat(value("f_add_days(" + at("2026-01-31 10:00:00.5") + ", 29)"))
        .isEqualTo(Instant.parse("2026-03-01T10:00:00.500Z"));
    assertThat(value("f_add_days(" + at("2026-01-01 00:00:00") + ", -1)"))
        .isEqualTo(Instant.parse("2025-12-31T00:00:00Z"));
    assertThat(value("f_add_days(" + timestamp(null) + ", 1)")).isNull();
  }

  @Test
  void micros_hour_weekday_and_month_are_those_of_utc() {
    String late = at("2026-02-01 23:59:59.999999");
    assertThat(value("f_micros(" + late + ")")).isEqualTo(1769990399999999L);
    assertThat(value("f_micros(" + at("1969-12-31 23:59:59.999999") + ")")).isEqualTo(-1L);
    assertThat(value("f_hour(" + late + ")")).isEqualTo(23L);
    assertThat(value("f_isodow(" + late + ")")).as("a Sunday").isEqualTo(7L);
    assertThat(value("f_isodow(" + at("2026-02-02 00:00:00") + ")")).as("a Monday").isEqualTo(1L);
    assertThat(value("f_month(" + late + ")")).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(value("f_month_no(" + late + ")")).isEqualTo(673L);
    assertThat(value("f_month_no(" + at("1969-12-31 00:00:00") + ")")).isEqualTo(-1L);
    assertThat(value("f_month_no(" + timestamp(null) + ")")).isNull();
  }

  @Test
  void a_ratio_by_zero_is_null() {
    assertThat(value("f_ratio(1, 4)")).isEqualTo(0.25);
    assertThat(value("f_ratio(CAST('1.5' AS DECIMAL(18, 4)), -2e0)")).isEqualTo(-0.75);
    assertThat(value("f_ratio(1, 0)")).isNull();
    assertThat(value("f_ratio(0e0, 0e0)")).isNull();
    assertThat(value("f_ratio(CAST(NULL AS DOUBLE), 2)")).isNull();
    assertThat(value("f_ratio(1, CAST(NULL AS DOUBLE))")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"2.7, 2", "-2.1, -3", "3, 3", "-0.0, 0", "1e15, 1000000000000000", "null, null"})
  void a_floor_is_the_integer_below(@Nullable String x, @Nullable Long expected) {
    assertThat(value("f_floor_int(CAST(" + quoted(x) + " AS DOUBLE))")).isEqualTo(expected);
  }

  @Test
  void a_logarithm_of_what_is_not_positive_is_null() {
    assertThat(value("f_ln(1e0)")).isEqualTo(0.0);
    assertThat(value("abs(f_ln(2e0) - 0.6931471805599453e0) < 1e-15")).isEqualTo(true);
    assertThat(value("f_ln(0e0)")).isNull();
    assertThat(value("f_ln(-1e0)")).isNull();
    assertThat(value("f_ln(CAST(NULL AS DOUBLE))")).isNull();
  }

  @Test
  void finite_is_null_for_what_is_no_number() {
    assertThat(value("f_finite(-1.7976931348623157e308)")).isEqualTo(-Double.MAX_VALUE);
    assertThat(value("f_finite(0e0)")).isEqualTo(0.0);
    assertThat(value("f_finite(CAST('NaN' AS DOUBLE))")).isNull();
    assertThat(value("f_finite(CAST('Infinity' AS DOUBLE))")).isNull();
    assertThat(value("f_finite(CAST('-Infinity' AS DOUBLE))")).isNull();
    assertThat(value("f_finite(CAST(NULL AS DOUBLE))")).isNull();
  }

  private @Nullable Object value(String expression) {
    return Result.of(engine().query("SELECT " + expression + " AS v")).only();
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "CAST(NULL AS STRING)" : "'" + text.replace("'", "''") + "'";
  }

  private static String timestamp(@Nullable String text) {
    return text == null ? "CAST(NULL AS TIMESTAMP)" : "CAST('" + text + "' AS TIMESTAMP)";
  }

  private static String at(String text) {
    return timestamp(text);
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
