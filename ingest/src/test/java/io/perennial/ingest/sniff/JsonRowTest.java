// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonRowTest {

  @Test
  void an_object_of_any_depth_is_read() {
    int depth = 100_000;
    String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

    Map<String, String> members = JsonRow.parse("{\"id\":\"c1\",\"deep\":" + deep + "}");

    assertThat(members).hasSize(2).containsEntry("id", "c1");
    assertThat(String.join("", members.values()))
        .as("what lies deeper is text")
        .endsWith("1" + "}".repeat(depth - 63));
  }
}
