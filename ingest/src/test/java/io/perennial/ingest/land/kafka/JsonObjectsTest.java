// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectsTest {

  private static Optional<List<String>> in(String text) {
    return JsonObjects.in(text, Set.of("_key"));
  }

  @Test
  void objects_stand_alone_in_a_row_or_in_a_list() {
    assertThat(in("{\"a\":1}")).contains(List.of("\"a\":1"));
    assertThat(in(" {\"a\":{\"b\":[1,{}]}}\n{} ")).contains(List.of("\"a\":{\"b\":[1,{}]}", ""));
    assertThat(in("[ {\"a\":1} , {\"b\":null} ]")).contains(List.of("\"a\":1", "\"b\":null"));
    assertThat(in("[]")).contains(List.of());
  }

  @Test
  void reserved_names_are_told_apart_on_the_first_level() {
    assertThat(in("{\"_key\":{\"_key\":1},\"x_key\":2}"))
        .contains(List.of("\"__key\":{\"_key\":1},\"x_key\":2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":0}",
        "{\"a\":-0.5e+10}",
        "{\"a\":\"\\u00e9\\\\\\\"\"}",
        "{\"a\":[true,false,null,\"\"]}"
      })
  void json_is_json(String text) {
    assertThat(in(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":+1}",
        "{\"a\":NaN}",
        "{\"a\":'b'}",
        "{a:1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":1} x",
        "[{\"a\":1}] {}",
        "[1]",
        "{\"a\":tru}"
      })
  void what_is_not_json_is_not(String text) {
    assertThat(in(text)).isEmpty();
  }

  @Test
  void what_is_nested_without_end_is_not_read() {
    assertThat(in("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")).isEmpty();
  }
}
