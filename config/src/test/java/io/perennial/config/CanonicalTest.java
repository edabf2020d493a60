// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import static io.perennial.config.Shop.parse;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalTest {

  @Test
  void is_every_value_by_key() {
    assertThat(parse("sources: {b: {files: x, columns: {z: 1, a: \"ü\\n\"}}}").canonical())
        .isEqualTo(
            """
            engine.extensions = []
            engine.kind = "duckdb"
            engine.memory = "50%"
            engine.spill = "state/spill"
            engine.timeout = "1h30m"
            serve.limits.dry-run = false
            serve.limits.rate = 0.1
            serve.limits.seed = 42
            serve.limits.tolerance = 0.05
            serve.password = "***"
            serve.port = 8080
            sources.b = {}
            sources.b.columns = {"a": "ü\\n", "z": "1"}
            sources.b.date-format = null
            sources.b.delimiter = "auto"
            sources.b.files = "x"
            sources.b.skip-lines = 0
            zone = "UTC"
            """);
  }

  @Test
  void is_equal_for_two_files_that_mean_the_same() {
    String one =
        """
        sources:
          a: {files: x, delimiter: auto}   # the default
          b: {files: [y], columns: {id: c, when: d}}
        engine: {memory: 4GB, timeout: 90m, spill: ./state/spill}
        serve: {limits: {tolerance: 5%, rate: 1e-1}}
        """;
    String other =
        """
        engine: {timeout: 1h 30m, memory: 4000 mb}
        # comments do not count
        sources:
          b: {columns: {when: d, id: "c"}, files: 'y'}
          a: {files: "${WHICH}"}
        """;

    assertThat(parse(other, Map.of("WHICH", "x")).canonical()).isEqualTo(parse(one).canonical());
  }

  @Test
  void differs_when_a_value_does() {
    assertThat(parse("engine: {memory: 4GB}").canonical())
        .isNotEqualTo(parse("engine: {memory: 4GiB}").canonical());
    assertThat(parse("engine: {extensions: [a, b]}").canonical())
        .isNotEqualTo(parse("engine: {extensions: [b, a]}").canonical());
  }

  @Test
  void of_a_section_is_relative_to_it() {
    Section root = parse("sources: {a: {files: x}, b: {files: x}}");
    Map<String, Section> sources = root.named(Shop.SOURCE);

    assertThat(sources.get("a").canonical()).isEqualTo(sources.get("b").canonical());
    assertThat(sources.get("a").canonical()).startsWith("columns = {}\n");
  }

  @Test
  void another_password_is_not_another_configuration() {
    Section one = parse("serve: {password: hunter2}");
    Section other = parse("serve: {password: '*******'}");

    assertThat(one.section(Shop.SERVE).value(Shop.PASSWORD)).contains("hunter2");
    assertThat(one.canonical()).isEqualTo(other.canonical()).doesNotContain("hunter2");
    assertThat(one.yaml()).doesNotContain("hunter2");
    assertThat(one.toString()).doesNotContain("hunter2");
  }
}
