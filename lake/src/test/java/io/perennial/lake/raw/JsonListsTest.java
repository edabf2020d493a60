// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.raw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonListsTest {

  private static final String PARAMS =
      """
      [{"key": "page", "value": {"string_value": "/a", "int_value": null}},
       {"key": "id", "value": {"string_value": null, "int_value": "17"}},
       {"name": "gift", "value": "yes"}, {"name": "empty", "value": ""},
       {"key": "none", "value": {"string_value": null}}, {"key": "list", "value": [1]}, 5]""";

  @Test
  void a_member_of_the_first_element() {
    assertThat(JsonLists.first("[{\"id\": \"101\"}, {\"id\": \"102\"}]", "id")).hasValue("101");
    assertThat(JsonLists.first("[{\"id\": 7}]", "id")).hasValue("7");
    assertThat(JsonLists.first("[{\"id\": {\"a\": 1}}]", "id")).isEmpty();
    assertThat(JsonLists.first("[]", "id")).isEmpty();
    assertThat(JsonLists.first("{\"id\": 7}", "id")).isEmpty();
    assertThat(JsonLists.first("[{", "id")).isEmpty();
    assertThat(JsonLists.first(null, "id")).isEmpty();
  }

  @Test
  void the_value_of_a_key() {
    assertThat(JsonLists.value(PARAMS, "page")).hasValue("/a");
    assertThat(JsonLists.value(PARAMS, "id")).hasValue("17");
    assertThat(JsonLists.value(PARAMS, "gift")).hasValue("yes");
    assertThat(JsonLists.value(PARAMS, "empty")).isEmpty();
    assertThat(JsonLists.value(PARAMS, "none")).isEmpty();
    assertThat(JsonLists.value(PARAMS, "list")).isEmpty();
    assertThat(JsonLists.value(PARAMS, "other")).isEmpty();
  }

  @Test
  void the_sum_of_a_member() {
    assertThat(JsonLists.sum("[{\"a\": \"3.98\"}, {\"a\": 0.1}, {}, 5]", "a")).hasValue(4.08);
    assertThat(JsonLists.sum("[{\"a\": \"x\"}]", "a")).hasValue(0.0);
    assertThat(JsonLists.sum("[]", "a")).hasValue(0.0);
    assertThat(JsonLists.sum("17", "a")).isEmpty();
    assertThat(JsonLists.sum("[{\"a\": 1e999999999}]", "a")).hasValue(0.0);
  }
}
